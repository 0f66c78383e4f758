# shellcheck shell=bash
# What the action's scripts share. Sourced, never run.

# The action's own checkout; bin/lib.sh wants to know it too.
root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=SCRIPTDIR/../bin/lib.sh
. "$root/bin/lib.sh"

# annotate LEVEL TEXT: a line that GitHub shows beside the run. What would end
# the command or begin another is encoded.
annotate() {
  local text=${2//%/%25}
  text=${text//$'\r'/%0D}
  printf '::%s title=coldstart::%s\n' "$1" "${text//$'\n'/%0A}"
}

# stop TEXT: the end, with an annotation.
stop() {
  annotate error "$1"
  exit 2
}

# output NAME VALUE: an output of the step. Paths of ours only, so that one line
# is enough; a line break in one would be another output.
output() {
  case $2 in *$'\n'*) stop "A path with a line break can't be used: $2" ;; esac
  printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:?}"
}

# cache_of JAR: sets `cache` to where the JDK's AOT cache for this jar and this JDK
# (jdk_version) lies: what the JVM loads and links in each step is in it already.
cache_of() {
  cache=${1%.jar}-work-$jdk_version.aot
}

# coldstart_command ARGUMENT...: sets `coldstart` to the command line, with the JDK,
# jar and cache that prepare.sh found. It makes no cache: a runner is used once, and
# making one takes longer than the few starts of a job would save.
coldstart_command() {
  coldstart=("${COLDSTART_JAVA_HOME:?}/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1
    --enable-native-access=ALL-UNNAMED)
  jdk_version "$COLDSTART_JAVA_HOME" || true
  cache_of "${COLDSTART_JAR:?}"
  # The JVM takes a cache of an older jar without a word.
  if [ -e "$cache" ] && ! [ "$COLDSTART_JAR" -nt "$cache" ]; then
    coldstart+=("-XX:AOTCache=$cache" '-Xlog:aot*=off' '-Xlog:cds*=off')
  fi
  # The callers use it.
  # shellcheck disable=SC2034
  coldstart+=(-jar "$COLDSTART_JAR" "$@")
}
