// Connects with Go to each server of the list and tells what it says.
// usage: go run ask.go LIST; LIST has lines of fault, base, host, port.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strings"
)

func ask(base, host, port string) string {
	data, err := os.ReadFile(base + ".root")
	if err != nil {
		return err.Error()
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(data)
	config := &tls.Config{RootCAs: pool, ServerName: host}
	connection, err := tls.Dial("tcp", "127.0.0.1:"+port, config)
	if err != nil {
		return err.Error()
	}
	connection.Close()
	return "OK"
}

func main() {
	list, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	for _, line := range strings.Split(string(list), "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) == 4 {
			fmt.Printf("%s\t%s\n", fields[0],
				ask(fields[1], fields[2], fields[3]))
		}
	}
}
