// What publishing is tried against. pull ADDRESS FOLDER: an artifact, as Flux's source-controller pulls it: with its own client, unpacked
// by its own code. hash PASSWORD: as registries keep it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/fluxcd/pkg/oci"
	"github.com/google/go-containerregistry/pkg/crane"
	"golang.org/x/crypto/bcrypt"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 3 && args[0] == "pull":
		client := oci.NewClient([]crane.Option{crane.Insecure})
		meta, err := client.Pull(context.Background(), args[1], args[2])
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(meta)
	case len(args) == 2 && args[0] == "hash":
		hash, err := bcrypt.GenerateFromPassword([]byte(args[1]), bcrypt.MinCost)
		if err == nil {
			fmt.Println(string(hash))
		}
		return err
	}
	return fmt.Errorf("pull ADDRESS FOLDER, or hash PASSWORD")
}
