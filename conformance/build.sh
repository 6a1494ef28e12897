#!/bin/sh
# Builds the oracles into conformance/.bin: oracle-1.37, oracle-1.33, oracle-1.29.
#
#   conformance/build.sh [RELEASE]...          all three, ten minutes each the first time
#   MODE=cover conformance/build.sh 1.37       oracle-1.37-cover: counts the blocks of upstream's validation that run
#   MODE=trace conformance/build.sh 1.37       oracle-1.37-trace: tells of each error where upstream made it
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=$here/.bin
[ $# -gt 0 ] || set -- 1.37 1.33 1.29

cover() {
  kubernetes=k8s.io/kubernetes/pkg machinery=k8s.io/apimachinery/pkg
  echo -cover -covermode=atomic -coverpkg=./...,$kubernetes/apis/...,$kubernetes/api/...,$kubernetes/registry/...,$kubernetes/util/...,$machinery/api/validation/...,$machinery/api/validate/...,$machinery/apis/meta/v1/validation,$machinery/util/validation/...,$machinery/labels,k8s.io/component-helpers/...,k8s.io/apiextensions-apiserver/pkg/...,k8s.io/apiserver/pkg/apis/...,k8s.io/apiserver/pkg/util/...,k8s.io/kube-aggregator/pkg/apis/...,k8s.io/kube-aggregator/pkg/registry/...
}

for release; do
  src=$bin/src-$release${MODE:+-$MODE}
  mkdir -p "$src"
  cp "$here"/oracle/*.go "$here/oracle/$release"/* "$src"
  cd "$src"
  case ${MODE-} in
  cover) go build -trimpath $(cover) -o "$bin/oracle-$release-cover" . ;;
  trace)
    "$here/oracle/trace.sh" "$src"
    go build -trimpath -ldflags='-s -w' -o "$bin/oracle-$release-trace" .
    ;;
  *) go build -trimpath -ldflags='-s -w' -o "$bin/oracle-$release" . ;;
  esac
done
