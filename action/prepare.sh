#!/usr/bin/env bash
# Finds a JDK and the command line's jar on the runner, and gets either where it
# is missing. Outputs: java-home, jar.
#
# usage: prepare.sh [measuring]
#   measuring   also makes the image that measured containers start from, unless
#               INPUT_SERVICE_URL names a service that measures elsewhere
set -euo pipefail

# shellcheck source=SCRIPTDIR/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# choose_jdk: sets and exports JAVA_HOME.
choose_jdk() {
  if [ -n "${INPUT_JAVA_HOME:-}" ]; then
    is_jdk_25 "$INPUT_JAVA_HOME" ||
      stop "java-home names no JDK of version 25 or later: $INPUT_JAVA_HOME. Name the folder that holds bin/javac, or leave the input out."
    export JAVA_HOME=$INPUT_JAVA_HOME
    return 0
  fi
  if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
    return 0
  fi
  # Hosted runners have several, in JAVA_HOME_25_X64 or JAVA_HOME_25_arm64, and
  # one on the PATH that is often older.
  local name
  for name in "${!JAVA_HOME_@}"; do
    if is_jdk_25 "${!name}"; then
      export JAVA_HOME=${!name}
      return 0
    fi
  done
  if find_jdk; then
    return 0
  fi
  install_jdk
  find_jdk || stop "no JDK of version 25 or later on this runner. Add a step before this one:
  - uses: actions/setup-java@v5
    with: { distribution: temurin, java-version: 25 }"
}

# install_jdk: with the distribution's package, where this user may. Whether it
# worked is seen by looking for a JDK again.
install_jdk() {
  local sudo=()
  have apt-get || return 0
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || return 0
    sudo=(sudo -n)
  fi
  say "no JDK of version 25 or later here: installing openjdk-25-jdk-headless"
  { "${sudo[@]}" apt-get -q update && "${sudo[@]}" apt-get -q -y install --no-install-recommends openjdk-25-jdk-headless; } >&2 ||
    warn "apt could not install one"
}

# checked FILE SHA256: whether this is what was released.
checked() {
  [ -f "$1" ] && [ "$(sha256sum <"$1")" = "$2  -" ]
}

# fetch NAME FILE SHA256: a file of the release, where it is the one that was released;
# 1 where it can't be had, 2 where it is another, from the server in `from`.
fetch() {
  # An enterprise's own server may have a copy of the action, or take it from github.com.
  local servers=("${GITHUB_SERVER_URL:-https://github.com}")
  [ "${servers[0]}" = https://github.com ] || servers+=(https://github.com)
  for from in "${servers[@]}"; do
    if curl --fail --silent --show-error --location --retry 3 --max-time 300 --output "$2.part" \
      "$from/$repository/releases/download/v$version/$1"; then
      checked "$2.part" "$3" || return 2
      mv -f "$2.part" "$2"
      return 0
    fi
  done
  return 1
}

# released: sets `jar` to the jar of the release that this checkout is of. The
# checkout says which one it is and what its SHA-256 is, so that whoever pins the
# action pins the jar. A jar that was fetched earlier is checked again.
released() {
  local repository='' version='' sha256='' trained='' folder name value from status=0
  [ -f "$root/action/release" ] || return 1
  while IFS='=' read -r name value; do
    case $name in
      repository) repository=$value ;;
      version) version=$value ;;
      sha256) sha256=$value ;;
      "cache-$(uname -m)") trained=$value ;;
    esac
  done <"$root/action/release"
  folder=${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:?}}/coldstart/$sha256
  jar=$folder/coldstart.jar
  if checked "$jar" "$sha256"; then
    say "coldstart $version, fetched earlier"
  else
    mkdir -p "$folder"
    fetch coldstart.jar "$jar" "$sha256" || status=$?
    case $status in
      0) say "coldstart $version" ;;
      2) stop "the jar of release $version at $from/$repository is not the one that was released: its SHA-256 is not $sha256. It was not run. Tell whoever keeps $repository." ;;
      *)
        warn "could not fetch the jar of release $version: building it"
        return 1
        ;;
    esac
  fi
  released_cache "${trained%% *}" "${trained#* }"
}

# released_cache JDK SHA256: the release's AOT cache for its jar, beside it, where it
# was made with this JDK. Everything works without one, some seconds slower.
released_cache() {
  [ "$1" = "$jdk_version" ] || return 0
  cache_of "$jar"
  if ! checked "$cache.gz" "$2"; then
    fetch "coldstart-$(uname -m).aot.gz" "$cache.gz" "$2" || {
      rm -f "$cache"
      warn "goes on without the release's AOT cache"
      return 0
    }
  fi
  # Always anew: what was unpacked earlier may be another job's work by now.
  gzip -dc "$cache.gz" >"$cache.part" && mv -f "$cache.part" "$cache"
}

# built: sets `jar` to one that is built from this checkout.
built() {
  jar=$root/cli/target/coldstart.jar
  jar_is_old || return 0
  have mvn || stop "this checkout of coldstart is no release, so its jar has to be built, and there is no mvn on the PATH. Use a release of the action, or install Maven."
  say "building coldstart from the action's checkout"
  build_jar || stop "coldstart could not be built; Maven's words are above."
}

choose_jdk
is_jdk_25 "$JAVA_HOME"
say "JDK $jdk_version in $JAVA_HOME"
output java-home "$JAVA_HOME"

if [ -n "${COLDSTART_JAR:-}" ]; then
  [ -f "$COLDSTART_JAR" ] || stop "COLDSTART_JAR names no file: $COLDSTART_JAR"
  jar=$(realpath -- "$COLDSTART_JAR")
else
  released || built
fi
output jar "$jar"

if [ "${1:-}" = measuring ] && [ -z "${INPUT_SERVICE_URL:-}" ]; then
  # What fails here fails in the measurement too, which says more of it.
  "$root/bin/base-image" || annotate warning "The image that measured containers start from could not be made; the log says why."
fi
