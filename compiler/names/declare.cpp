// Declarations: every block of every file that gives a name, entered into the vocabulary and the scope.
//
//     observation ALT "alanine aminotransferase" in U/L with normal range
//       codes loinc 1742-6
//       plausible 0 to 20000
//
// becomes a Fact of kind observation with its label, unit, codes and plausible range in Plan::vocabulary,
// and a Symbol `ALT` in the Scope that refers to it.
//
// It goes in two rounds, since a declaration may name others that stand further down or in another file:
// the first enters every name, the second resolves `is a`, the items of groups, and the kinds that refer
// to facts. A name that is declared twice is reported at the second place. A name whose declaration has a
// mistake is excused, so that its uses are not reported as unknown.
//
// Conditions and quantities (`define`, `derive`, `score`, `definition`) get their names here and their
// nodes in compiler/lower, when a rule first uses them.
#include <algorithm>
#include <set>
#include <utility>

#include "compiler/names/expansion.h"
#include "compiler/names/further_unit.h"
#include "compiler/names/ingredients.h"
#include "compiler/names/scope.h"
#include "runtime/model/near_miss.h"
#include "runtime/values/contains.h"

/// From declaration blocks to the vocabulary.
namespace eligo {
namespace {

std::string label_of(const Place& block) {
  const Place text = block.child(Syntax::text);
  return text.exists() ? text_content(text.text()) : std::string();
}

class Declarer {
 public:
  Declarer(const FileSources& sources, Vocabulary& vocabulary, Findings& findings)
      : vocabulary_(vocabulary), findings_(findings), expander_(sources, findings) {}

  Scope run(const ModuleSet& set) {
    scope_.broken.insert(set.broken.begin(), set.broken.end());
    scope_.is_incomplete = set.is_incomplete;
    for (const auto& module : set.modules) {
      for (const std::uint32_t block : module->tree.blocks) declare({module.get(), block});
    }
    for (const Place& block : facts_) relate(block);
    for (const Place& block : anchors_) order(block);
    close_relations();
    find_ingredients(vocabulary_, relations_, findings_);
    for (const Place& block : groups_) fill_group(block);
    add_death();
    return std::move(scope_);
  }

 private:
  // ---- names

  WordId word(std::string_view text) {
    const std::string folded = fold_word(text);
    const auto [entry, is_new] = vocabulary_.word_by_text.try_emplace(
        folded, WordId{static_cast<std::uint32_t>(vocabulary_.words.size())});
    if (is_new) vocabulary_.words.push_back(folded);
    return entry->second;
  }

  bool claim(const Place& name, Symbol symbol) {
    const auto [entry, is_new] = scope_.symbols.try_emplace(std::string(name.text()), symbol);
    if (!is_new) {
      findings_.add(codes::defined_twice, name.span(), "`" + std::string(name.text()) + "` is declared twice")
          .note("first declared here, as " + std::string(described(entry->second, vocabulary_)),
                entry->second.block.child(Syntax::name).span());
    }
    return is_new;
  }

  void declare(const Place& block) {
    switch (block.kind()) {
      case Syntax::anchor: declare_anchor(block); break;
      case Syntax::field: declare_field(block); break;
      case Syntax::attribute: declare_fact(block, FactKind::attribute); break;
      case Syntax::observation: declare_fact(block, FactKind::observation); break;
      case Syntax::condition: declare_fact(block, FactKind::condition); break;
      case Syntax::treatment: declare_fact(block, FactKind::treatment); break;
      case Syntax::procedure: declare_fact(block, FactKind::procedure); break;
      case Syntax::question: declare_fact(block, FactKind::question); break;
      case Syntax::group: declare_group(block); break;
      case Syntax::define: claim(block.child(Syntax::name), {Symbol::Kind::define, block}); break;
      case Syntax::derive: claim(block.child(Syntax::name), {Symbol::Kind::derive, block}); break;
      case Syntax::score: claim(block.child(Syntax::name), {Symbol::Kind::score, block}); break;
      case Syntax::definition: claim(block.child(Syntax::name), {Symbol::Kind::definition, block}); break;
      case Syntax::inclusion:
      case Syntax::exclusion: claim(block.child(Syntax::name), {Symbol::Kind::criterion, block}); break;
      default: break;
    }
  }

  void declare_anchor(const Place& block) {
    const Place name = block.child(Syntax::name);
    const AnchorId id{static_cast<std::uint32_t>(vocabulary_.anchors.size())};
    if (!vocabulary_.anchor_by_name.try_emplace(std::string(name.text()), id).second) {
      findings_.add(codes::defined_twice, name.span(),
                    "the anchor `" + std::string(name.text()) + "` is declared twice");
      return;
    }
    vocabulary_.anchors.push_back({std::string(name.text()), label_of(block), {}});
    anchors_.push_back(block);
  }

  void declare_field(const Place& block) {
    const Place name = block.child(Syntax::name);
    const FieldId id{static_cast<std::uint32_t>(vocabulary_.fields.size())};
    if (!vocabulary_.field_by_name.try_emplace(fold_word(name.text()), id).second) {
      findings_.add(codes::defined_twice, name.span(),
                    "the field `" + std::string(name.text()) + "` is declared twice");
      return;
    }
    vocabulary_.fields.push_back({std::string(name.text()), label_of(block), read_type(block)});
  }

  void declare_fact(const Place& block, FactKind kind) {
    const Place name = block.child(Syntax::name);
    const FactId id{static_cast<std::uint32_t>(vocabulary_.facts.size())};
    if (!claim(name, {Symbol::Kind::fact, block, id.value})) return;
    const std::size_t before = findings_.count();
    Fact fact;
    fact.name = name.text();
    fact.label = label_of(block);
    if (fact.label.empty()) fact.label = fact.name;
    fact.kind = kind;
    if (kind == FactKind::question) {
      fact.type = yes_or_no();
    } else if (kind == FactKind::attribute || kind == FactKind::observation) {
      fact.type = read_type(block);
    }
    if (const Place judge = block.child(Syntax::judged_by); judge.exists())
      fact.judged_by = judge.child(Syntax::name).text();
    vocabulary_.facts.push_back(std::move(fact));
    name_in_data(vocabulary_.facts.back().name, id, name);
    if (findings_.count() == before) {
      facts_.push_back(block);
    } else {
      scope_.symbols.erase(std::string(name.text()));
      scope_.broken.emplace(name.text());
    }
  }

  /// Nothing is answered of a patient who is dead, so that each vocabulary has the facts that say so. Where
  /// no file declares one of them, both stand in the vocabulary and no rule can name them.
  void add_death() {
    ValueType date;
    date.kind = ValueKind::date;
    const std::vector<std::pair<std::string, ValueType>> facts{{"deceased", yes_or_no()},
                                                               {"death-date", date}};
    for (const auto& [name, type] : facts) {
      if (vocabulary_.fact_by_name.contains(name) || scope_.excuses(name)) return;
    }
    for (const auto& [name, type] : facts) {
      vocabulary_.fact_by_name.emplace(name, FactId{static_cast<std::uint32_t>(vocabulary_.facts.size())});
      Fact& fact = vocabulary_.facts.emplace_back();
      fact.name = fact.label = name;
      fact.kind = FactKind::attribute;
      fact.type = type;
    }
  }

  void name_in_data(const std::string& name, FactId id, const Place& place) {
    const auto [entry, is_new] = vocabulary_.fact_by_name.try_emplace(fold_word(name), id);
    if (!is_new && entry->second != id) {
      findings_.add(codes::defined_twice, place.span(),
                    "in patient data `" + name + "` would be taken for `" + vocabulary_[entry->second].name +
                        "` as well");
    }
  }

  void declare_group(const Place& block) {
    const Place name = block.child(Syntax::name);
    if (!claim(name, {Symbol::Kind::group, block, static_cast<std::uint32_t>(scope_.groups.size())})) return;
    scope_.groups.push_back({std::string(name.text()), label_of(block), {}});
    groups_.push_back(block);
  }

  // ---- kinds of values

  ValueType yes_or_no() {
    ValueType type;
    type.kind = ValueKind::word;
    type.is_closed = true;
    add_word(type, {"yes", "y", "true"});
    add_word(type, {"no", "n", "false"});
    return type;
  }

  void add_word(ValueType& type, const std::vector<std::string_view>& spellings) {
    const auto index = static_cast<std::uint32_t>(type.words.size());
    type.words.push_back(word(spellings.front()));
    for (const auto spelling : spellings) type.word_index.try_emplace(word(spelling).value, index);
  }

  void add_words(ValueType& type, const Place& list) {
    for (const Place& choice : list.children(Syntax::word_choice)) {
      std::vector<std::string> spellings;
      for (const Place& spelling : choice.children()) {
        const bool is_text = spelling.kind() == Syntax::text;
        spellings.push_back(is_text ? text_content(spelling.text()) : std::string(spelling.text()));
        if (type.word_index.contains(word(spellings.back()).value)) {
          findings_.add(codes::defined_twice, spelling.span(),
                        "`" + spellings.back() + "` stands twice in this list");
        }
      }
      add_word(type, {spellings.begin(), spellings.end()});
    }
  }

  ValueType read_type(const Place& block) {
    ValueType type;
    const std::size_t before = findings_.count();
    for (const Place& part : block.children()) {
      if (findings_.count() != before) break;
      switch (part.kind()) {
        case Syntax::kind_in: read_quantity(part, type); break;
        case Syntax::kind_titre: type.kind = ValueKind::titre; break;
        case Syntax::kind_grade:
          type.kind = ValueKind::grade;
          add_words(type, part);
          break;
        case Syntax::kind_one_of:
          type.kind = ValueKind::word;
          type.is_closed = true;
          add_words(type, part);
          break;
        case Syntax::kind_words:
          type.kind = ValueKind::word;
          add_words(type, part);
          break;
        case Syntax::kind_list: type.kind = ValueKind::list; break;
        case Syntax::kind_date: type.kind = ValueKind::date; break;
        case Syntax::kind_yes_no: type = yes_or_no(); break;
        case Syntax::kind_percent: set_percent(type, ValueKind::quantity); break;
        case Syntax::kind_percent_predicted: set_percent(type, ValueKind::percent_of_predicted); break;
        case Syntax::kind_number: type.kind = ValueKind::quantity; break;
        case Syntax::kind_fact: type.kind = ValueKind::fact; break;
        case Syntax::normal_range: type.has_normal_range = true; break;
        case Syntax::plausible: read_plausible(part, type); break;
        case Syntax::also_in:
          for (FurtherUnit& further : read_further_units(part, type, findings_))
            type.further_units.push_back(std::move(further));
          break;
        default: break;
      }
    }
    return type;
  }

  static void set_percent(ValueType& type, ValueKind kind) {
    type.kind = kind;
    type.unit = *parse_unit("%");
    type.unit_text = kind == ValueKind::quantity ? "%" : "% predicted";
  }

  void read_quantity(const Place& part, ValueType& type) {
    type.kind = ValueKind::quantity;
    const Place unit = part.child(Syntax::unit);
    if (const auto read = read_unit(unit, findings_)) type.unit = *read;
    type.unit_text = unit.text();
    const Place molar = part.child(Syntax::molar_mass);
    if (!molar.exists()) return;
    const auto number = read_number(molar.child(Syntax::number), findings_);
    const auto molar_unit = read_unit(molar.child(Syntax::unit), findings_);
    if (!number || !molar_unit) return;
    const auto to_gram_per_mole = convert(*molar_unit, *parse_unit("g/mol"));
    if (!to_gram_per_mole || number->sign() <= 0) {
      findings_.add(codes::units_differ, molar.span(), "a molar mass is a positive number of g/mol");
    } else {
      type.molar_mass = *number * to_gram_per_mole->factor;
    }
  }

  void read_plausible(const Place& part, ValueType& type) {
    const auto numbers = part.children(Syntax::number);
    const auto low = read_number(numbers[0], findings_);
    const auto high = read_number(numbers[1], findings_);
    if (!low || !high) return;
    Conversion conversion;
    if (const Place unit = part.child(Syntax::unit); unit.exists()) {
      const auto read = read_unit(unit, findings_);
      const auto converted = read ? conversion_into(type, *read) : std::nullopt;
      if (read && !converted)
        findings_.add(codes::units_differ, unit.span(),
                      "`" + std::string(unit.text()) + "` does not convert into " +
                          (type.unit_text.empty() ? "a plain number" : type.unit_text));
      if (!converted) return;
      conversion = *converted;
    }
    if (*high < *low) {
      findings_.add(codes::empty_range, part.span(),
                    "this range is empty: its upper end is below its lower one");
      return;
    }
    type.plausible = Range::between(*low * conversion.factor + conversion.offset,
                                    *high * conversion.factor + conversion.offset);
  }

  // ---- clauses of facts

  void relate(const Place& block) {
    const Symbol* symbol = scope_.find(block.child(Syntax::name).text());
    const FactId id{symbol->index};
    for (const Place& clause : block.children()) {
      if (clause.kind() == Syntax::codes) read_codes(clause, id);
      if (clause.kind() == Syntax::also) {
        for (const Place& name : clause.children(Syntax::name)) {
          vocabulary_.facts[id.value].aliases.emplace_back(name.text());
          name_in_data(std::string(name.text()), id, name);
        }
      }
      if (clause.kind() == Syntax::half_life) read_half_life(clause, id);
      if (clause.kind() == Syntax::longest) read_longest(clause, id);
      if (clause.kind() == Syntax::only_where) read_only_where(clause, id);
      if (clause.kind() == Syntax::is_a) add_broader(clause.child(Syntax::name), id, false);
      if (clause.kind() == Syntax::contains) read_contains(clause, id);
    }
  }

  void read_codes(const Place& clause, FactId id) {
    std::string system;
    for (const Place& part : clause.children()) {
      if (part.kind() == Syntax::code_system) system = part.text();
      if (part.kind() == Syntax::below) expand(part, id);
      if (part.kind() != Syntax::code) continue;
      if (system.empty()) {
        findings_.add(codes::unexpected, part.span(),
                      "a code needs the name of its system: LOINC, SNOMED, ATC, RxNorm");
        return;
      }
      vocabulary_.facts[id.value].codes.push_back({system, std::string(part.text())});
      // Where two facts share a code, the first one declared gets the records that bear only the code.
      vocabulary_.fact_by_code.try_emplace(system + "|" + std::string(part.text()), id);
    }
  }

  /// The codes below the one that was read last.
  void expand(const Place& clause, FactId id) {
    Fact& fact = vocabulary_.facts[id.value];
    for (CodeExpansion& one : expander_.expand(clause, fact.codes.back()))
      fact.expansions.push_back(std::move(one));
  }

  void read_half_life(const Place& clause, FactId id) {
    const auto number = read_number(clause.child(Syntax::number), findings_);
    const Place unit_place = clause.child(Syntax::unit);
    const auto unit = read_unit(unit_place, findings_);
    // A mistake here is not reported again wherever the half-life is needed.
    vocabulary_.facts[id.value].half_life_days = 1;
    if (!number || !unit) return;
    const auto to_days = convert(*unit, *parse_unit("d"));
    if (!to_days) {
      findings_.add(codes::units_differ, unit_place.span(), "a half-life is a time: hours, days or weeks");
      return;
    }
    vocabulary_.facts[id.value].half_life_days = *number * to_days->factor;
  }

  /// The days that an anchor never comes before.
  void order(const Place& block) {
    const auto id = vocabulary_.anchor_by_name.find(std::string(block.child(Syntax::name).text()));
    for (const Place& clause : block.children(Syntax::not_before)) {
      const Place name = clause.child(Syntax::name);
      const auto earlier = vocabulary_.anchor_by_name.find(std::string(name.text()));
      if (earlier != vocabulary_.anchor_by_name.end()) {
        vocabulary_.anchors[id->second.value].not_before.push_back(earlier->second);
        continue;
      }
      std::vector<std::string_view> names;
      for (const Anchor& anchor : vocabulary_.anchors) names.push_back(anchor.name);
      findings_.add(codes::unknown_name, name.span(), "there is no anchor `" + std::string(name.text()) + "`")
          .did_you_mean(near_misses(name.text(), names), name.span());
    }
  }

  void read_longest(const Place& clause, FactId id) {
    Fact& fact = vocabulary_.facts[id.value];
    if (fact.kind != FactKind::condition) {
      findings_.add(codes::wrong_fact_kind, clause.span(),
                    "only a condition lasts; `" + fact.name + "` is " + std::string(kind_name(fact.kind)));
      return;
    }
    const auto number = read_number(clause.child(Syntax::number), findings_);
    const Place unit_place = clause.child(Syntax::unit);
    const auto unit = read_unit(unit_place, findings_);
    if (!number || !unit) return;
    const bool is_calendar = unit->code == "mo" || unit->code == "a";
    const auto to_days = is_calendar ? std::nullopt : convert(*unit, *parse_unit("d"));
    if (!is_calendar && !to_days) {
      findings_.add(codes::units_differ, unit_place.span(),
                    "how long it lasts is a time: days, weeks, months or years");
      return;
    }
    static constexpr std::int64_t most = 1'000'000;
    const auto whole = is_calendar ? number->whole() : (*number * to_days->factor).whole();
    if (!whole || *whole <= 0 || *whole > most) {
      findings_.add(codes::number_limit, clause.span(),
                    "how long it lasts is a whole number of days, months or years above 0");
      return;
    }
    const auto count = static_cast<std::int32_t>(*whole);
    fact.longest = unit->code == "a"    ? Period{12 * count, 0}
                   : unit->code == "mo" ? Period{count, 0}
                                        : Period{0, count};
  }

  void read_only_where(const Place& clause, FactId id) {
    const FactKind kind = vocabulary_[id].kind;
    if (kind != FactKind::condition && kind != FactKind::treatment && kind != FactKind::procedure) {
      findings_.add(codes::wrong_fact_kind, clause.span(),
                    "this is said of conditions, treatments and procedures; `" + vocabulary_[id].name +
                        "` is " + std::string(kind_name(kind)));
      return;
    }
    const Place name = clause.child(Syntax::name);
    const Symbol* symbol = scope_.find(name.text());
    if (symbol == nullptr && scope_.excuses(name.text())) return;
    const bool is_fact = symbol != nullptr && symbol->kind == Symbol::Kind::fact;
    const bool is_of_words = is_fact && vocabulary_.facts[symbol->index].kind == FactKind::attribute &&
                             vocabulary_.facts[symbol->index].type.is_closed;
    if (!is_of_words) {
      findings_.add(codes::unknown_name, name.span(),
                    "there is no attribute `" + std::string(name.text()) + "` with listed words");
      return;
    }
    OnlyWhere only{FactId{symbol->index}, {}};
    const auto& index = vocabulary_[only.attribute].type.word_index;
    const Place list = clause.child(Syntax::one_of_words);
    for (const Place& choice : (list.exists() ? list : clause).children(Syntax::word)) {
      const auto found = index.find(word(choice.text()).value);
      if (found == index.end()) {
        findings_.add(codes::unknown_name, choice.span(),
                      "`" + std::string(name.text()) + "` has no word `" + std::string(choice.text()) + "`");
      } else {
        only.words.push_back(found->second);
      }
    }
    vocabulary_.facts[id.value].only_where = std::move(only);
  }

  /// Enters the fact of that name above another one.
  void add_broader(const Place& name, FactId id, bool is_content) {
    const Symbol* broader = scope_.find(name.text());
    if (broader == nullptr && scope_.excuses(name.text())) return;
    if (broader == nullptr || broader->kind != Symbol::Kind::fact) {
      const auto names = scope_.names([](const Symbol& s) { return s.kind == Symbol::Kind::fact; });
      findings_.add(codes::unknown_name, name.span(), "there is no fact `" + std::string(name.text()) + "`")
          .did_you_mean(near_misses(name.text(), names), name.span());
      return;
    }
    if (vocabulary_.facts[broader->index].kind != vocabulary_.facts[id.value].kind) {
      findings_.add(codes::wrong_fact_kind, name.span(),
                    "`" + std::string(name.text()) + "` is " + std::string(described(*broader, vocabulary_)) +
                        ", not " + std::string(kind_name(vocabulary_.facts[id.value].kind)));
      return;
    }
    const FactId above{broader->index};
    auto& all = vocabulary_.facts[id.value].broader;
    if (!contains(all, above)) all.push_back(above);
    relations_.push_back({id, above, name, is_content});
  }

  void read_contains(const Place& clause, FactId id) {
    const Fact& fact = vocabulary_.facts[id.value];
    if (fact.kind != FactKind::treatment) {
      findings_.add(
          codes::wrong_fact_kind, clause.span(),
          "only a treatment is a combination; `" + fact.name + "` is " + std::string(kind_name(fact.kind)));
      return;
    }
    for (const Place& name : clause.children(Syntax::name)) {
      if (name.text() != fact.name) {
        add_broader(name, id, true);
        continue;
      }
      findings_.add(codes::bad_ingredient, name.span(), "`" + fact.name + "` cannot contain itself");
    }
  }

  /// A fact may be a kind of at most so many others, at once or by way of others.
  static constexpr std::size_t most_broader = 200;

  /// Broader facts of broader facts, nearest first; then the same the other way round. A circle is reported
  /// once.
  void close_relations() {
    auto& facts = vocabulary_.facts;
    std::vector<std::uint32_t> seen_by(facts.size(),
                                       FactId::none_value);  // by fact: the last to find it above
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
      auto& broader = facts[i].broader;
      for (const FactId f : broader) seen_by[f.value] = i;
      for (std::size_t k = 0; k < broader.size(); ++k) {
        const auto above = facts[broader[k].value].broader;
        for (const FactId f : above) {
          if (f.value == i) report_circle(FactId{i});
          if (f.value != i && std::exchange(seen_by[f.value], i) != i) broader.push_back(f);
        }
        if (broader.size() > most_broader) return report_height(FactId{i});
      }
    }
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
      for (const FactId above : facts[i].broader) facts[above.value].narrower.push_back(FactId{i});
    }
  }

  void report_height(FactId id) {
    const auto found =
        std::find_if(relations_.begin(), relations_.end(), [&](const auto& r) { return r.fact == id; });
    if (found == relations_.end()) return;
    findings_.add(codes::chain_too_long, found->place.span(),
                  "`" + vocabulary_[id].name + "` is, by way of others, a kind of more than " +
                      std::to_string(most_broader) + " others, which is the limit");
  }

  void report_circle(FactId id) {
    const auto found =
        std::find_if(relations_.begin(), relations_.end(), [&](const auto& r) { return r.fact == id; });
    if (found == relations_.end()) return;
    findings_.add(codes::definition_cycle, found->place.span(),
                  "`" + vocabulary_[id].name + "` is, by way of others, a kind of itself");
    relations_.erase(found);
  }

  // ---- groups

  void fill_group(const Place& block) {
    const Symbol* self = scope_.find(block.child(Syntax::name).text());
    auto names = block.children(Syntax::name);
    for (std::size_t i = 1; i < names.size(); ++i) {
      GroupItem item{std::string(names[i].text()), {}};
      visited_ = {self->index};
      collect(names[i], item.facts, self->index, 1);
      facts_of_groups_ += item.facts.size();
      if (facts_of_groups_ > most_facts_of_groups)
        return report_group(names[i], "the groups hold", most_facts_of_groups);
      scope_.groups[self->index].items.push_back(std::move(item));
    }
  }

  /// The facts that a name stands for, through groups of groups; each group is walked once. A group that
  /// holds `whole`, the one being filled, is reported.
  void collect(const Place& name, std::vector<FactId>& facts, std::uint32_t whole, std::size_t depth) {
    if (depth > most_nested_groups)
      return report_group(name, "groups of groups are nested", most_nested_groups);
    const Symbol* symbol = scope_.find(name.text());
    if (symbol == nullptr && scope_.excuses(name.text())) return;
    if (symbol == nullptr || (symbol->kind != Symbol::Kind::fact && symbol->kind != Symbol::Kind::group)) {
      const auto names = scope_.names(
          [](const Symbol& s) { return s.kind == Symbol::Kind::fact || s.kind == Symbol::Kind::group; });
      findings_
          .add(codes::unknown_name, name.span(),
               "there is no fact or group `" + std::string(name.text()) + "`")
          .did_you_mean(near_misses(name.text(), names), name.span());
    } else if (symbol->kind == Symbol::Kind::fact) {
      facts.push_back(FactId{symbol->index});
    } else if (symbol->index == whole) {
      if (!circles_.insert(name.text().data()).second) return;
      findings_.add(codes::definition_cycle, name.span(),
                    "the group `" + std::string(name.text()) + "` holds itself");
    } else if (visited_.insert(symbol->index).second) {
      const auto names = symbol->block.children(Syntax::name);
      for (std::size_t i = 1; i < names.size(); ++i) collect(names[i], facts, whole, depth + 1);
    }
  }

  void report_group(const Place& name, const std::string& what, std::size_t most) {
    if (std::exchange(is_group_reported_, true)) return;
    findings_.add(codes::chain_too_long, name.span(),
                  what + " more than " + std::to_string(most) +
                      (most == most_nested_groups ? " deep" : " facts") + ", which is the limit");
  }

  Vocabulary& vocabulary_;
  Findings& findings_;
  Expander expander_;
  Scope scope_;
  std::vector<Place> facts_;
  std::vector<Place> groups_;
  std::vector<Place> anchors_;
  std::vector<Relation> relations_;
  std::set<std::uint32_t> visited_;  ///< groups walked for the item being filled
  static constexpr std::size_t most_nested_groups = 100;
  static constexpr std::size_t most_facts_of_groups = 2'000'000;
  std::size_t facts_of_groups_ = 0;  ///< of all groups together
  bool is_group_reported_ = false;
  std::set<const char*> circles_;  ///< places at which one was reported
};

}  // namespace

Scope declare(const ModuleSet& set, const FileSources& sources, Vocabulary& vocabulary, Findings& findings) {
  return Declarer(sources, vocabulary, findings).run(set);
}

}  // namespace eligo
