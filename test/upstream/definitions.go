package main

import (
	"context"
	"encoding/json"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiext "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apimachinery/pkg/runtime"
	numbers "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// What the server says of a definition of custom resources: a list of paths and sentences.
func definition(r request) answer {
	scheme := runtime.NewScheme()
	if err := apiext.AddToScheme(scheme); err != nil {
		return answer{Error: err.Error()}
	}
	if err := apiextensions.AddToScheme(scheme); err != nil {
		return answer{Error: err.Error()}
	}
	given := &apiext.CustomResourceDefinition{}
	if err := json.Unmarshal(r.Original, given); err != nil {
		return answer{Error: err.Error()}
	}
	apiext.SetDefaults_CustomResourceDefinition(given)
	apiext.SetDefaults_CustomResourceDefinitionSpec(&given.Spec)
	internal := &apiextensions.CustomResourceDefinition{}
	if err := apiext.Convert_v1_CustomResourceDefinition_To_apiextensions_CustomResourceDefinition(given, internal, nil); err != nil {
		return answer{Error: err.Error()}
	}
	return said(validation.ValidateCustomResourceDefinition(context.Background(), internal))
}

// What the rules of a schema say of an object.
func rules(r request) answer {
	given := &apiext.JSONSchemaProps{}
	if err := json.Unmarshal(r.Patch, given); err != nil {
		return answer{Error: err.Error()}
	}
	internal := &apiextensions.JSONSchemaProps{}
	if err := apiext.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(given, internal, nil); err != nil {
		return answer{Error: err.Error()}
	}
	structural, err := schema.NewStructural(internal)
	if err != nil {
		return answer{Error: err.Error()}
	}
	var object map[string]interface{}
	if err := numbers.Unmarshal(r.Original, &object); err != nil {
		return answer{Error: err.Error()}
	}
	validator := cel.NewValidator(structural, false, celconfig.PerCallLimit)
	if validator == nil {
		return said(nil)
	}
	found, _ := validator.Validate(context.Background(), nil, structural, object, nil, celconfig.RuntimeCELCostBudget)
	return said(found)
}

func said(list field.ErrorList) answer {
	sentences := []string{}
	for _, each := range list {
		sentences = append(sentences, each.Error())
	}
	made, err := json.Marshal(sentences)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Result: made}
}
