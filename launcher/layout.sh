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

train() { # application layout: one run that records, then the cache; never fatal
  work=$2/training.$$
  mkdir -p "$work/data"
  # shellcheck disable=SC2046  # flags are words
  if progress "musubi: preparing a fast start of $1 / 高速起動の準備（$1）" "$cache/training-$1.log" \
    "$JAVA_HOME/bin/java" $(flags_of "$1") $common_flags "-XX:AOTCacheOutput=$work/app.aot" \
    -jar "$2/app.jar" --musubi.train=true "--musubi.data=$work/data" --musubi.train.directory="$work/data" &&
    [ -s "$work/app.aot" ]; then
    sum "$work/app.aot" >"$work/app.aot.sum"
    mv "$work/app.aot" "$2/app.aot"
    mv "$work/app.aot.sum" "$2/app.aot.sum"
  else
    say "musubi: $1 starts without it, more slowly; see $cache/training-$1.log" >&2
    : >"$2/untrained"
  fi
  rm -rf "$work"
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

sweep() { # application layout: what earlier builds left
  for old in "$cache/$1"-*; do
    [ "$old" = "$2" ] || [ ! -d "$old" ] || rm -rf "$old"
  done
}

layout() { # application -> sets $layout to a folder ready to start from
  jar=$(app_jar "$1") || die "there is no $1 to start; run ./musubi demo once." "$1 がまだビルドされていません。"
  layout=$cache/$1-$(key_of "$1" "$jar")
  if [ ! -f "$layout/app.jar" ]; then
    hold
    [ -f "$layout/app.jar" ] || extract "$1" "$jar" "$layout"
    sweep "$1" "$layout"
    release
  fi
  if [ "${MUSUBI_AOT:-auto}" != off ] && [ ! -e "$layout/untrained" ] && ! aot_is_whole "$layout"; then
    hold
    aot_is_whole "$layout" || train "$1" "$layout"
    release
  fi
  write_arguments "$1" "$layout"
}
