# Keeps each application extracted and with an AOT cache under var/cache/<application>-<key>, where
# the key is made of the jar, the JDK and the flags. Everything appears by a rename, so that a
# start that was cut off leaves nothing behind that a later one would trust.

flags_of() {
  case $1 in
    platform) echo "-XX:+UseSerialGC -Xms32m -Xmx256m -XX:+ExitOnOutOfMemoryError" ;;
    services) echo "-XX:+UseSerialGC -Xms16m -Xmx128m -XX:+ExitOnOutOfMemoryError" ;;
  esac
}
common_flags="-Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"

key_of() { # application jar
  {
    cksum <"$2"
    cat "$JAVA_HOME/release" 2>/dev/null || "$JAVA_HOME/bin/java" -version 2>&1
    printf '%s\n' "$JAVA_HOME" "$(uname -sm)" "$(flags_of "$1")" "$common_flags"
  } | cksum | tr ' ' '-'
}

sum() { cksum <"$1" 2>/dev/null; }

aot_is_whole() { # layout: the sum beside it is right, so the JVM may be given it
  [ -s "$1/app.aot" ] && [ -s "$1/app.aot.sum" ] && [ "$(sum "$1/app.aot")" = "$(cat "$1/app.aot.sum")" ]
}

extract() { # application jar layout
  fresh=$3.new.$$
  rm -rf "$fresh"
  if ! "$JAVA_HOME/bin/java" -Xshare:auto -XX:TieredStopAtLevel=1 -Djarmode=tools -jar "$2" extract \
    --destination "$fresh" >"$cache/extract.log" 2>&1; then
    rm -rf "$fresh"
    die "$2 could not be extracted; see $cache/extract.log" \
      "$2 を展開できません。詳細は $cache/extract.log にあります。"
  fi
  mv "$fresh/$(basename -- "$2")" "$fresh/app.jar"
  rm -rf "$3"
  mv "$fresh" "$3"
}

train() { # applications: one run that records, then the caches; never fatal
  work=$cache/training.$$
  mkdir -p "$work"
  # shellcheck disable=SC2086  # flags are words
  progress "musubi: preparing fast starts / 高速起動の準備中" "$cache/training.log" \
    "$JAVA_HOME/bin/java" $small_jvm "-Dmusubi.root=$root" "-Dmusubi.platform=$platform" \
    "-Dmusubi.services=$services" -cp "$root/e2e/target/classes" org.musubi.e2e.demo.Training "$work" "$@"
  for application in "$@"; do
    target=$(layout_of "$application")
    if [ -s "$work/$application.aot" ]; then
      sum "$work/$application.aot" >"$work/sum"
      mv "$work/$application.aot" "$target/app.aot"
      mv "$work/sum" "$target/app.aot.sum"
      rm -f "$target/untrained"
      write_arguments "$application" "$target"
    else
      say "musubi: $application starts without it, more slowly; see $cache/training.log" >&2
      : >"$target/untrained"
    fi
  done
  rm -rf "$work"
}

untrained_of() { # applications that need a run; one that failed today is left alone
  for application in platform services; do
    target=$(layout_of "$application")
    [ -z "$(find "$target/untrained" -mtime -1 2>/dev/null)" ] || continue
    aot_is_whole "$target" || printf '%s\n' "$application"
  done
}

layout_of() {
  case $1 in
    platform) printf '%s\n' "$platform" ;;
    *) printf '%s\n' "$services" ;;
  esac
}

write_arguments() { # application layout: the JVM's arguments, read by everyone who starts it
  {
    for flag in $(flags_of "$1") $common_flags; do printf '%s\n' "$flag"; done
    if aot_is_whole "$2"; then
      printf '%s\n' "\"-XX:AOTCache=$2/app.aot\"" -XX:AOTMode=auto
    fi
  } >"$2/java.args.$$"
  if cmp -s "$2/java.args.$$" "$2/java.args"; then
    rm -f "$2/java.args.$$"
  else
    mv "$2/java.args.$$" "$2/java.args"
  fi
}

# Every word of every command line, one a line. Nobody is asked by a word on a command line of his
# own, which would be found too.
words_of_processes() {
  if [ -r /proc/self/cmdline ]; then
    cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n'
  else
    ps -axo args 2>/dev/null | tr ' ' '\n'
  fi
}

sweep() { # application: what earlier builds left, but two, and what still runs
  old=$(ls -dt "$cache/$1"-* 2>/dev/null | tail -n +4)
  [ -n "$old" ] || return 0
  running=$(words_of_processes)
  printf '%s\n' "$old" | while IFS= read -r each; do
    case $running in
      *"$each/app.jar"*) ;;
      *) rm -rf "$each" ;;
    esac
  done
}

layout() { # application -> sets $layout to a folder with everything but the cache
  jar=$(app_jar "$1") || die "there is no $1 to start; run ./musubi demo once." "$1 がまだビルドされていません。"
  layout=$cache/$1-$(key_of "$1" "$jar")
  if [ ! -f "$layout/app.jar" ]; then
    hold
    [ -f "$layout/app.jar" ] || extract "$1" "$jar" "$layout"
    sweep "$1"
    release
  fi
  write_arguments "$1" "$layout"
}

layouts() { # sets $platform and $services to folders ready to start from
  layout platform
  platform=$layout
  layout services
  services=$layout
  [ "${MUSUBI_AOT:-auto}" != off ] || return 0
  if [ -n "$(untrained_of)" ]; then
    hold
    # shellcheck disable=SC2046  # names are words
    set -- $(untrained_of)
    [ $# = 0 ] || train "$@"
    release
  fi
}
