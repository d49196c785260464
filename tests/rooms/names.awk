# Reads source files, given as paths from the root, and names each type that is defined twice. A type begins its line;
# one within another type (`struct Number::Big`) and a specialisation (`struct word_of<…>`) have no name of their own.

/^(class|struct|union|enum( class)?) +[A-Za-z_][A-Za-z_0-9]*( final)? *($|[{]|:($|[^:]))/ {
  name = $0
  sub(/^(class|struct|union|enum( class)?) +/, "", name)
  sub(/[^A-Za-z_0-9].*/, "", name)
  place = FILENAME ":" FNR
  if (name in first) {
    print place ": the name " name " is taken at " first[name]
    faults = 1
  } else {
    first[name] = place
  }
}

END { exit faults }
