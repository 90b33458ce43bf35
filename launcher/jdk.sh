# Finds a JDK 25: JAVA_HOME, java on the PATH, then the usual folders. Sets and exports JAVA_HOME.

jdk_version() { # home -> prints the feature version, or nothing when it is no JDK
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
  fi
}

jdk_on_path() {
  found=$(command -v java 2>/dev/null) || return 1
  while [ -L "$found" ]; do
    link=$(ls -l "$found")
    link=${link#*" -> "}
    case $link in
      /*) found=$link ;;
      *) found=$(dirname -- "$found")/$link ;;
    esac
  done
  CDPATH= cd -- "$(dirname -- "$found")/.." 2>/dev/null && pwd -P
}

find_jdk() {
  seen=
  for home in "${JAVA_HOME:-}" "$(jdk_on_path)" /usr/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* /opt/*; do
    [ -n "$home" ] || continue
    version=$(jdk_version "$home") || continue
    if [ "$version" = 25 ]; then
      if [ -n "${JAVA_HOME:-}" ] && [ "$home" != "$JAVA_HOME" ]; then
        say "musubi: JAVA_HOME is no JDK 25 ($JAVA_HOME); using $home" >&2
      fi
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
    seen="$seen
    $version  $home"
  done
  if [ -n "$seen" ]; then
    die "Musubi needs a JDK 25; only these were found:$seen" \
      "JDK 25 が必要です。見つかったのは上記の版だけです。" \
      "Get one from https://adoptium.net/temurin/releases/?version=25 and set JAVA_HOME to its folder." \
      "上記の配布元から入手し、JAVA_HOME にそのフォルダーを設定してください。"
  fi
  die "Musubi needs a JDK 25 and none was found." \
    "JDK 25 が見つかりません。" \
    "Get one from https://adoptium.net/temurin/releases/?version=25 and set JAVA_HOME to its folder." \
    "上記の配布元から入手し、JAVA_HOME にそのフォルダーを設定してください。"
}
