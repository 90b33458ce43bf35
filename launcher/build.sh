# Builds the applications when a source is newer than the last build.

unwritable() { # dir
  die "nothing can be written into $1: no permission, or no space." \
    "$1 に書き込めません。書き込み権限と空き容量を確認してください。"
}

need_folder() { # dir: makes it, or says why not
  mkdir -p "$1" 2>/dev/null || die "the folder $1 cannot be made: no permission, or no space." \
    "フォルダー $1 を作成できません。書き込み権限と空き容量を確認してください。"
  # A full disk takes an empty file.
  (printf '%4096s' "" >"$1/.probe.$$") 2>/dev/null
  written=$?
  rm -f "$1/.probe.$$"
  [ "$written" = 0 ] || unwritable "$1"
}

app_jar() { # module -> its executable jar, or nothing
  for jar in "$root/$1"/target/"$1"-*-app.jar; do
    [ -f "$jar" ] && printf '%s\n' "$jar" && return 0
  done
  return 1
}

is_fresh() { # stamp sources...
  stamp=$1
  shift
  [ -f "$stamp" ] || return 1
  app_jar platform >/dev/null && app_jar services >/dev/null || return 1
  [ -d "$root/e2e/target/classes/org" ] || return 1
  [ -z "$(find "$@" -newer "$stamp" 2>/dev/null | head -n 1)" ]
}

hold() { # one build at a time; a lock whose owner is gone is taken over
  refused=0
  until mkdir "$cache/lock" 2>/dev/null; do
    if [ ! -d "$cache/lock" ]; then
      # Given back a moment ago; or it cannot be made at all.
      refused=$((refused + 1))
      [ "$refused" -lt 5 ] || unwritable "$cache"
      continue
    fi
    refused=0
    owner=$(cat "$cache/lock/pid" 2>/dev/null) || owner=
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$cache/lock"
    else
      [ -n "${waiting:-}" ] || say "musubi: another ./musubi is building; waiting." >&2
      waiting=yes
      sleep 1
      # A lock without an owner is one whose holder died between two lines.
      [ -n "$owner" ] || { sleep 2; [ -s "$cache/lock/pid" ] || rm -rf "$cache/lock"; }
    fi
  done
  echo $$ >"$cache/lock/pid"
  trap 'rm -rf "$cache/lock"' EXIT
  trap 'rm -rf "$cache/lock"; exit 130' INT TERM HUP
}

release() {
  rm -rf "$cache/lock"
  trap - EXIT INT TERM HUP
}

progress() { # text log command...: runs it with a line that shows how long it takes
  text=$1
  log=$2
  shift 2
  start=$(date +%s)
  "$@" >"$log" 2>&1 &
  job=$!
  if [ -t 2 ]; then
    while kill -0 "$job" 2>/dev/null; do
      printf '\r%s  %s s ' "$text" "$(($(date +%s) - start))" >&2
      sleep 1
    done
  else
    printf '%s ...\n' "$text" >&2
  fi
  wait "$job"
  result=$?
  [ ! -t 2 ] || printf '\r' >&2
  printf '%s  %s s%s\n' "$text" "$(($(date +%s) - start))" "$([ $result = 0 ] || printf ' (failed)')" >&2
  return $result
}

maven() { (CDPATH= cd -- "$root" && ./mvnw -B "$@"); }

build() { # builds platform, services and e2e when needed
  need_folder "$cache"
  stamp=$cache/built
  set -- "$root/pom.xml"
  for module in tlog ihe postgres platform services e2e; do
    set -- "$@" "$root/$module/pom.xml" "$root/$module/src/main"
  done
  is_fresh "$stamp" "$@" && return 0
  hold
  if ! is_fresh "$stamp" "$@"; then
    : >"$stamp.new"
    rm -f "$root/platform/target/"*-app.jar "$root/services/target/"*-app.jar
    if ! progress "musubi: building / ビルド中" "$cache/build.log" \
      maven -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl platform,services,e2e -am package; then
      rm -f "$stamp.new"
      grep -E '^\[ERROR\]|No space left|Permission denied' "$cache/build.log" | head -n 12 >&2
      die "the build failed; all of it is in $cache/build.log" \
        "ビルドに失敗しました。詳細は $cache/build.log にあります。"
    fi
    mv "$stamp.new" "$stamp"
  fi
  release
}

build_forward() { # the process that forwards, apart: whoever never starts it never fetches what it needs
  need_folder "$cache"
  stamp=$cache/built-forward
  set --
  for module in tlog ihe forward; do
    set -- "$@" "$root/$module/pom.xml" "$root/$module/src/main"
  done
  [ -f "$stamp" ] && [ -f "$root/forward/target/classpath" ] &&
    [ -z "$(find "$root/pom.xml" "$@" -newer "$stamp" 2>/dev/null | head -n 1)" ] && return 0
  hold
  : >"$stamp.new"
  if ! progress "musubi: building / ビルド中" "$cache/build.log" \
    maven -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl forward -am package; then
    rm -f "$stamp.new"
    grep -E '^\[ERROR\]|No space left|Permission denied' "$cache/build.log" | head -n 12 >&2
    die "the build failed; all of it is in $cache/build.log" \
      "ビルドに失敗しました。詳細は $cache/build.log にあります。"
  fi
  mv "$stamp.new" "$stamp"
  release
}
