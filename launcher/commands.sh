# What each command of ./musubi does.

small_jvm="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx192m -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"

outside() { # main class, arguments: a program of e2e, told where the applications lie
  # shellcheck disable=SC2086  # flags are words
  exec "$JAVA_HOME/bin/java" $small_jvm "-Dmusubi.root=$root" "-Dmusubi.platform=$platform" \
    "-Dmusubi.services=$services" -cp "$root/e2e/target/classes" "$@"
}

run_demo() {
  build
  layouts
  outside org.musubi.e2e.demo.Demo "$@"
}

# Whether the page of all settings lists a key, or the map or list that it lies in.
is_setting() { # key
  page=$root/docs/operations/configuration.md
  [ -f "$page" ] || return 0
  known=${1%%\[*}
  while :; do
    ! grep -qF "| \`$known\` |" "$page" || return 0
    case $known in
      musubi.*.*) known=${known%.*} ;;
      *) return 1 ;;
    esac
  done
}

demand_setting() { # --key=value
  key=${1#--}
  key=${key%%=*}
  case $key in
    musubi.*)
      is_setting "$key" ||
        die "there is no setting \"$key\"; docs/operations/configuration.md lists them." \
          "「$key」という設定はありません。docs/operations/configuration.md をご覧ください。"
      ;;
    spring.* | server.* | logging.*) ;;
    *)
      die "serve does not know \"--$key\"; ./musubi help lists what it knows." \
        "serve に「--$key」という指定はありません。./musubi help をご覧ください。"
      ;;
  esac
}

run_serve() {
  folder=
  named=
  left=$#
  while [ "$left" -gt 0 ]; do
    word=$1
    shift
    left=$((left - 1))
    case $word in
      --data | --data=*)
        if [ "$word" = --data ]; then
          [ "$left" -gt 0 ] || die "--data needs a folder." "--data には場所の指定が必要です。"
          folder=$1
          shift
          left=$((left - 1))
        else
          folder=${word#--data=}
        fi
        [ -n "$folder" ] || die "--data needs a folder." "--data には場所の指定が必要です。"
        ;;
      --*=*)
        demand_setting "$word"
        case $word in --musubi.data=*) named=yes ;; esac
        set -- "$@" "$word"
        ;;
      *)
        die "serve does not know \"$word\"; ./musubi help lists what it knows." \
          "serve に「$word」という指定はありません。./musubi help をご覧ください。"
        ;;
    esac
  done
  if [ -n "$folder" ]; then
    [ -z "$named" ] ||
      die "--data and --musubi.data say the same: leave one of them out." \
        "--data と --musubi.data は同じ設定です。どちらか一方だけを指定してください。"
    need_folder "$folder"
    set -- "--musubi.data=$folder" "$@"
  fi
  build
  layouts
  # Where nothing else says where the data lie, they lie under the root: the lowest of all words.
  exec "$JAVA_HOME/bin/java" "@$platform/java.args" "-Dmusubi.root=$root" -jar "$platform/app.jar" "$@"
}

run_test() {
  need_folder "$cache"
  set -- "$@" end
  options=
  while [ "$1" != end ]; do
    case $1 in
      --quick) options="$options -Dexcluded=slow" ;;
      *) die "test knows only --quick." "test に指定できるのは --quick のみです。" ;;
    esac
    shift
  done
  for browser in /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    if [ -x "$browser" ]; then
      options="$options -Ppages -Dmusubi.chromium=$browser"
      break
    fi
  done
  case $options in
    *-Ppages*) ;;
    *)
      [ "${MUSUBI_TESTS:-}" != all ] ||
        die "Chromium is required here and missing." "Chromium が必要ですが、見つかりません。"
      say "musubi: no Chromium here; the tests of the pages in a browser are left out." \
        "musubi: Chromium がないため、画面のブラウザ試験は実行しません。" >&2
      ;;
  esac
  : >"$cache/tests-began" || exit 1
  # shellcheck disable=SC2086  # options are words
  maven $options verify || exit $?
  name_left_out
}

# Names the tests that left themselves out, and why. Where all are wanted, only those may that want
# recorded data.
name_left_out() {
  find "$root" -path '*/target/*-reports/TEST-*.xml' -newer "$cache/tests-began" \
    -exec awk -f "$root/launcher/left-out.awk" {} + >"$cache/left-out" || exit 1
  [ -s "$cache/left-out" ] || return 0
  say "musubi: tests that left themselves out:" "musubi: 次の試験は実行されませんでした。" >&2
  cat "$cache/left-out" >&2
  if [ "${MUSUBI_TESTS:-}" = all ] && grep -v MUSUBI_SHARED_DATA "$cache/left-out" >/dev/null; then
    die "All tests are wanted here; what they lack is named above." \
      "ここでは全ての試験が必要です。足りないものは上記のとおりです。"
  fi
}

run_bench() {
  build
  layouts
  case ${1:-} in
    kill)
      shift
      outside org.musubi.e2e.kill.KillBench "$@"
      ;;
    *)
      maven -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl benchmarks -am package || exit 1
      path=$root/benchmarks/target/classes:$(cat "$root/benchmarks/target/classpath") || exit 1
      exec "$JAVA_HOME/bin/java" "-Dmusubi.root=$root" "-Dmusubi.platform=$platform" \
        "-Dmusubi.services=$services" -cp "$path" org.musubi.benchmarks.Bench "$@"
      ;;
  esac
}

run_forward() {
  [ $# -eq 1 ] || die "forward needs one file of settings." "forward には設定ファイルを 1 つ指定してください。"
  build_forward
  path=$root/forward/target/classes:$(cat "$root/forward/target/classpath") || exit 1
  # shellcheck disable=SC2086  # flags are words
  exec "$JAVA_HOME/bin/java" $small_jvm -XX:+ExitOnOutOfMemoryError -cp "$path" org.musubi.forward.Forward "$1"
}

run_verify_log() {
  [ $# -ge 1 ] || die "verify-log needs the folder of a log." "verify-log にはログの場所の指定が必要です。"
  build
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 \
    -cp "$root/tlog/target/classes" org.musubi.tlog.Verify "$@"
}

# For tests: the layouts of what is already built, without building.
run_prepare() {
  need_folder "$cache"
  layouts
  printf '%s\n' "$platform" "$services"
}
