# shellcheck shell=sh
# What the scripts in bin/ share. Sourced, never run; POSIX sh.

# The repository's root; the caller sets it before sourcing.
: "${root:?}"

# Local name of the image that every measured container starts from.
# The caller of this file uses it.
# shellcheck disable=SC2034
base_image=coldstart-base:1

say() { printf '%s\n' "$*"; }
warn() { printf 'coldstart: %s\n' "$*" >&2; }
fail() {
  warn "$@"
  exit 2
}
have() { command -v "$1" >/dev/null 2>&1; }

# jdk_version DIR: sets jdk_version to the version of the JDK in DIR, from its
# `release` file and not by running it, which takes 40 ms. Fails when DIR holds
# no JDK (a runtime alone has no javac).
jdk_version() {
  jdk_version=
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r jdk_line; do
    case $jdk_line in
      JAVA_VERSION=*)
        jdk_version=${jdk_line#JAVA_VERSION=}
        jdk_version=${jdk_version#\"}
        jdk_version=${jdk_version%\"}
        ;;
    esac
  done <"$1/release"
  [ -n "$jdk_version" ]
}

# is_jdk_25 DIR: a JDK of version 25 or later; sets jdk_version.
is_jdk_25() {
  jdk_version "$1" || return 1
  jdk_major=${jdk_version%%[!0-9]*}
  [ -n "$jdk_major" ] && [ "$jdk_major" -ge 25 ]
}

# find_jdk: sets and exports JAVA_HOME to a JDK of version 25 or later, and sets
# jdk_version. JAVA_HOME first, then the distribution's folder, then the PATH.
find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  for jdk_dir in /usr/lib/jvm/*25* /usr/lib/jvm/*; do
    if is_jdk_25 "$jdk_dir"; then
      JAVA_HOME=$jdk_dir
      export JAVA_HOME
      return 0
    fi
  done
  if jdk_dir=$(command -v javac) && jdk_dir=$(readlink -f "$jdk_dir") && is_jdk_25 "${jdk_dir%/bin/javac}"; then
    JAVA_HOME=${jdk_dir%/bin/javac}
    export JAVA_HOME
    return 0
  fi
  return 1
}

# need_jdk: find_jdk, or the end with what to do.
need_jdk() {
  find_jdk || fail "no JDK of version 25 or later: not in JAVA_HOME, /usr/lib/jvm or on the PATH. Run bin/setup, or install one and set JAVA_HOME to it."
}

# build_jar: builds the command line. Tests and formatting are bin/test's affair.
# Maven's words go to standard error, so that a command's own output stays clean.
build_jar() {
  have mvn || fail "no mvn on the PATH. Run bin/setup."
  (cd "$root" && mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true package) >&2
}

# jar_is_old: there is no jar, or a source is newer than it.
jar_is_old() {
  jar=$root/cli/target/coldstart.jar
  [ -e "$jar" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/core "$root"/runner-image "$root"/service "$root"/cli \
    -name target -prune -o -type f -newer "$jar" -print -quit)" ]
}
