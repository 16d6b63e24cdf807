package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/fluxcd/pkg/envsubst"
	jsonpatch "gopkg.in/evanphx/json-patch.v4"
	apiext "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/kube-openapi/pkg/validation/strfmt"
)

type request struct {
	Op         string          `json:"op"`
	ApiVersion string          `json:"apiVersion"`
	Kind       string          `json:"kind"`
	Original   json.RawMessage `json:"original"`
	Patch      json.RawMessage `json:"patch"`
}

type answer struct {
	Result json.RawMessage `json:"result,omitempty"`
	Error  string          `json:"error,omitempty"`
}

func handle(r request) (a answer) {
	defer func() {
		if e := recover(); e != nil {
			a = answer{Error: fmt.Sprint("panic: ", e)}
		}
	}()
	fail := func(err error) answer { return answer{Error: err.Error()} }
	switch r.Op {
	case "substitute":
		var text string
		var variables map[string]string
		if err := json.Unmarshal(r.Original, &text); err != nil {
			return fail(err)
		}
		if err := json.Unmarshal(r.Patch, &variables); err != nil {
			return fail(err)
		}
		out, err := envsubst.Eval(text, func(name string) (string, bool) { return variables[name], true })
		if err != nil {
			return fail(err)
		}
		made, err := json.Marshal(out)
		if err != nil {
			return fail(err)
		}
		return answer{Result: made}
	case "definition":
		return definition(r)
	case "rules":
		return rules(r)
	case "format":
		var text string
		if err := json.Unmarshal(r.Original, &text); err != nil {
			return fail(err)
		}
		made, err := json.Marshal(strfmt.Default.Validates(r.Kind, text))
		if err != nil {
			return fail(err)
		}
		return answer{Result: made}
	case "merge":
		out, err := jsonpatch.MergePatch(r.Original, r.Patch)
		if err != nil {
			return fail(err)
		}
		return answer{Result: out}
	case "json":
		p, err := jsonpatch.DecodePatch(r.Patch)
		if err != nil {
			return fail(err)
		}
		out, err := p.Apply(r.Original)
		if err != nil {
			return fail(err)
		}
		return answer{Result: out}
	}
	gv, err := schema.ParseGroupVersion(r.ApiVersion)
	if err != nil {
		return fail(err)
	}
	var object interface{}
	if r.Kind == "CustomResourceDefinition" {
		object = &apiext.CustomResourceDefinition{}
	} else {
		object, err = scheme.Scheme.New(gv.WithKind(r.Kind))
		if err != nil {
			return fail(err)
		}
	}
	var out []byte
	if r.Op == "strategic" {
		out, err = strategicpatch.StrategicMergePatch(r.Original, r.Patch, object)
	} else {
		out, err = strategicpatch.CreateTwoWayMergePatch(r.Original, r.Patch, object)
	}
	if err != nil {
		return fail(err)
	}
	return answer{Result: out}
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	dec := json.NewDecoder(in)
	enc := json.NewEncoder(out)
	for {
		var r request
		if err := dec.Decode(&r); err != nil {
			return
		}
		enc.Encode(handle(r))
	}
}
