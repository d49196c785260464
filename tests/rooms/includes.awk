# Reads source files, given as paths from the root, and names each include that breaks the order of the rooms.
# A room includes only rooms that stand before it in its row, and rooms of one number include each other.

BEGIN {
  for (i = 1; i < ARGC; ++i) is_here[ARGV[i]] = 1
  rows["runtime"] = "include values units model saved ingest evaluate completions screen words fhir tables host"
  rows["compiler"] = "include source=diagnostics names lower . lint format compare cases host"  # `.`: the files of compiler/ itself
  for (row in rows) {
    count = split(rows[row], places, " ")
    for (i = 1; i <= count; ++i) {
      beside = split(places[i], rooms, "=")
      for (k = 1; k <= beside; ++k) rank[row "/" rooms[k]] = i
    }
  }
  # Who may include whom at all.
  sees["runtime"] = " runtime "
  sees["grammar"] = " grammar "
  sees["compiler"] = " compiler grammar runtime "
  sees["tools"] = " tools compiler grammar runtime "
}

function row_of(file) { return substr(file, 1, index(file, "/") - 1) }

function room_of(file,   parts, count) {
  count = split(file, parts, "/")
  return parts[1] "/" (count > 2 ? parts[2] : ".")
}

# A public header is included as a host includes it: "eligo/verdict.h".
function resolved(header) {
  if (header !~ /^eligo\//) return header
  return ((("runtime/include/" header) in is_here) ? "runtime/include/" : "compiler/include/") header
}

function is_third_party(header) { return header ~ /[.\/]/ && header !~ /^(sys\/[a-z]+|unistd|stddef)\.h$/ }

function fault(place, text) {
  print place ": " text
  faults = 1
}

/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
  header = $0
  sub(/^[^<"]*[<"]/, "", header)
  sub(/[>"].*/, "", header)
  place = FILENAME ":" FNR
  if ($0 ~ /include[ \t]*</) {
    if (!is_third_party(header)) next
    brings[FILENAME] = brings[FILENAME] " " header
    if (header ~ /^tao\//) {
      has_pegtl[FILENAME] = 1
      if (row_of(FILENAME) != "grammar") fault(place, "PEGTL stays inside grammar/")
    }
    next
  }
  header = resolved(header)
  ++edges
  from[edges] = FILENAME
  to[edges] = header
  where[edges] = place

  if (FILENAME ~ /\/include\/eligo\// && header !~ /\/include\/eligo\//) {
    fault(place, "a public header includes public headers alone, not " header)
    next
  }
  row = row_of(FILENAME)
  if (index(sees[row], " " row_of(header) " ") == 0) {
    fault(place, row "/ does not include " header)
    next
  }
  if (row != row_of(header) || !(row in rows)) next
  own = room_of(FILENAME)
  other = room_of(header)
  if (own == other) next
  if (!(own in rank)) fault(place, own " has no place in the order of the rooms; tests/rooms/includes.awk lists it")
  else if (!(other in rank)) fault(place, other " has no place in the order of the rooms; tests/rooms/includes.awk lists it")
  else if (rank[own] < rank[other]) fault(place, own " stands before " other " and does not include it: " header)
}

END {
  # What a header brings, it brings through each header that includes it.
  do {
    changed = 0
    for (i = 1; i <= edges; ++i) {
      if ((to[i] in has_pegtl) && !(from[i] in has_pegtl)) changed = has_pegtl[from[i]] = 1
      if ((to[i] in brings) && !(from[i] in brings)) {
        brings[from[i]] = brings[to[i]]
        changed = 1
      }
    }
  } while (changed)
  for (i = 1; i <= edges; ++i)
    if ((to[i] in has_pegtl) && row_of(from[i]) != "grammar") fault(where[i], "PEGTL stays inside grammar/, and " to[i] " brings it")
  for (file in brings)
    if (file ~ /\/include\/eligo\//) fault(file, "a public header includes nothing of third parties, and this one brings" brings[file])
  exit faults
}
