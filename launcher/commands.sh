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

run_serve() {
  build
  layouts
  data=$root/var/platform
  while [ $# -gt 0 ]; do
    case $1 in
      --data)
        [ $# -ge 2 ] || die "--data needs a folder." "--data には場所の指定が必要です。"
        data=$2
        shift 2
        ;;
      --data=*)
        data=${1#--data=}
        shift
        ;;
      *) break ;;
    esac
  done
  need_folder "$data"
  exec "$JAVA_HOME/bin/java" "@$platform/java.args" -jar "$platform/app.jar" "--musubi.data=$data" "$@"
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
      [ "${MUSUBI_BROWSER:-}" != required ] ||
        die "Chromium is required here and missing." "Chromium が必要ですが、見つかりません。"
      say "musubi: no Chromium here; the tests of the pages in a browser are left out." \
        "musubi: Chromium がないため、画面のブラウザ試験は実行しません。" >&2
      ;;
  esac
  # shellcheck disable=SC2086  # options are words
  maven $options verify
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
