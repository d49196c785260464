#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

/// The kinds of nodes of the syntax tree. Grouped as the grammar's headers are.
enum class Syntax : std::uint8_t {
  // lexical
  name,
  path,
  text,
  number,
  unit,
  date,
  titre,
  word,
  int_number,
  operator_,
  // file
  protocol_head,
  library_head,
  cases_head,
  header_entry,
  header_word,
  as_of,
  use,
  waive,
  // vocabulary
  anchor,
  attribute,
  field,
  observation,
  condition,
  treatment,
  procedure,
  question,
  group,
  kind_in,
  kind_titre,
  kind_grade,
  kind_one_of,
  kind_words,
  kind_list,
  kind_date,
  kind_yes_no,
  kind_percent,
  kind_percent_predicted,
  kind_number,
  kind_fact,
  molar_mass,
  normal_range,
  word_choice,
  codes,
  code_system,
  code,
  below,
  plausible,
  is_a,
  contains,
  also,
  also_in,
  recorded_value,
  half_life,
  longest,
  only_where,
  not_before,
  judged_by,
  // criterion
  inclusion,
  exclusion,
  define,
  only_for,
  note,
  review,
  reading,
  assume,
  assume_when,
  listed,
  source,
  // condition
  unless,
  disjunction,
  conjunction,
  negation,
  all_of,
  any_of,
  none_of,
  amount_of,
  at_least,
  at_most,
  exactly,
  item,
  part_name,
  group_condition,
  drug_count,
  domain_count,
  record_count,
  apart,
  presence,
  ever,
  active,
  receiving,
  planned,
  unchanged,
  state_is,
  is_not,
  one_of_words,
  entry_reference,
  name_condition,
  date_in_window,
  comparison,
  // records
  selector,
  selection,
  number_of,
  number_of_lines,
  dose_of,
  course,
  any_fact,
  by_filter,
  where_filter,
  with_filter,
  without_filter,
  field_is,
  field_compare,
  lasting,
  for_total,
  gaps,
  // windows
  window_within,
  window_open,
  window_at_least,
  longer,
  shorter,
  half_lives,
  period,
  direction,
  as_of_date,
  // tests
  compare_limit,
  compare_between,
  normal_limit,
  and_is,
  is_value,
  when_limit,
  predicted,
  // quantities
  sum,
  product,
  power,
  otherwise,
  literal,
  age,
  choice,
  sum_of,
  smallest_of,
  largest_of,
  total,
  points_for,
  in_unit,
  name_quantity,
  group_quantity,
  // instruments
  score,
  definition,
  out_of,
  entry,
  domain,
  domain_max,
  domain_sum,
  tag,
  score_item,
  state,
  derive,
  let,
  value,
  // cases
  patient,
  case_,
  like,
  complete_statement,
  without_statement,
  statement,
  value_number,
  value_words,
  on_date,
  since_date,
  from_date,
  to_date,
  normal,
  normal_from,
  response,
  by_method,
  for_indication,
  with_field,
  entered_in_error,
  planned_status,
  expect,
  expect_verdict,
  expect_condition,
  expect_id,
  expect_status,
  expect_under,
  expect_because,
  // nothing
  none,
};

/// A name for the dump of a tree and for tests: `all_of`.
std::string_view syntax_name(Syntax kind);

/// A node: its kind, its bytes in the source, and links to its first child and next sibling.
struct SyntaxNode {
  static constexpr std::uint32_t no_node = UINT32_MAX;
  Syntax kind = Syntax::none;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t first_child = no_node;
  std::uint32_t next_sibling = no_node;
  std::uint32_t size =
      1;  ///< of the subtree, itself included; its nodes are the `size` ones up to and with it
};

/// The children of one node, in source order.
class SyntaxChildren {
 public:
  class iterator {
   public:
    iterator(const std::vector<SyntaxNode>* nodes, std::uint32_t at) : nodes_(nodes), at_(at) {}
    std::uint32_t operator*() const { return at_; }
    iterator& operator++() {
      at_ = (*nodes_)[at_].next_sibling;
      return *this;
    }
    friend bool operator==(const iterator& a, const iterator& b) { return a.at_ == b.at_; }

   private:
    const std::vector<SyntaxNode>* nodes_;
    std::uint32_t at_;
  };
  SyntaxChildren(const std::vector<SyntaxNode>* nodes, std::uint32_t first) : nodes_(nodes), first_(first) {}
  [[nodiscard]] iterator begin() const { return {nodes_, first_}; }
  [[nodiscard]] iterator end() const { return {nodes_, SyntaxNode::no_node}; }

 private:
  const std::vector<SyntaxNode>* nodes_;
  std::uint32_t first_;
};

/// A flat syntax tree of one file. Blocks are its roots, in source order. White space and comments are what
/// lies between the leaves; comments are listed as well.
struct SyntaxTree {
  struct Comment {
    std::uint32_t begin = 0, end = 0;
  };
  std::string_view source;
  std::vector<SyntaxNode> nodes;
  std::vector<std::uint32_t> blocks;
  std::vector<Comment> comments;

  [[nodiscard]] const SyntaxNode& operator[](std::uint32_t node) const { return nodes[node]; }
  [[nodiscard]] std::string_view text(std::uint32_t node) const {
    return source.substr(nodes[node].begin, nodes[node].end - nodes[node].begin);
  }
  [[nodiscard]] SyntaxChildren children(std::uint32_t node) const {
    return {&nodes, nodes[node].first_child};
  }
  /// The first child of that kind, or `no_node`.
  [[nodiscard]] std::uint32_t child(std::uint32_t node, Syntax kind) const;
  [[nodiscard]] bool has(std::uint32_t node, Syntax kind) const {
    return child(node, kind) != SyntaxNode::no_node;
  }
};

/// The tree as nested lists, for tests: `(inclusion (name I1) (comparison …))`.
std::string dump(const SyntaxTree& tree, std::uint32_t node);

/// The content of a `text` node: quotes cut off, doubled quotes single, runs of white space one space.
std::string text_content(std::string_view quoted);

}  // namespace eligo
