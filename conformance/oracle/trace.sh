#!/bin/sh
# Prepares a build in which every field.Error remembers the calls that made it: puts a copy of apimachinery into DIR,
# whose constructors of field errors set one field more, and points DIR's go.mod to it.   usage: trace.sh DIR
set -eu
cd "$1"
rm -rf apimachinery
cp -r "$(go list -m -f '{{.Dir}}' k8s.io/apimachinery)" apimachinery
chmod -R u+w apimachinery
errors=apimachinery/pkg/util/validation/field/errors.go
sed -i -e 's/^type Error struct {/&\n\tSite string\n/' -e 's/return &Error{$/&\n\t\tSite: site(),/' -e 's/^import (/&\n\t"runtime"/' $errors
cat >>$errors <<'GO'

// site lists the callers of a constructor, the nearest first, up to the program's own package.
func site() string {
	var counters [40]uintptr
	frames := runtime.CallersFrames(counters[:runtime.Callers(3, counters[:])])
	var out strings.Builder
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "main.") || frame.Function == "" {
			return out.String()
		}
		if out.Len() > 0 {
			out.WriteByte('<')
		}
		file := strings.Split(frame.File, "/")
		out.WriteString(strings.Join(file[max(len(file)-3, 0):], "/") + ":" + strconv.Itoa(frame.Line))
		if !more {
			return out.String()
		}
	}
}
GO
go mod edit -replace k8s.io/apimachinery=./apimachinery
