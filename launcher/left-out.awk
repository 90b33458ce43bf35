# Of the reports of a test run: each test that left itself out, and why.
/<testcase / {
  name = $0
  sub(/.* name="/, "", name)
  sub(/".*/, "", name)
  group = $0
  sub(/.* classname="/, "", group)
  sub(/".*/, "", group)
}
/<skipped/ {
  why = $0
  # What an assumption says may only follow on the next lines.
  while (why !~ /Assumption failed: |due to: \[[^\]]*\]|<\/skipped>|\/>/ && (getline line) > 0) why = why " " line
  if (sub(/.*due to: \[/, "", why)) sub(/\].*/, "", why)
  else if (sub(/.*Assumption failed: /, "", why)) sub(/["\]].*/, "", why)
  print "  " group "." name ": " why
}
