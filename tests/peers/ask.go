// Connects with Go to each server of the list and tells what it says.
// usage: go run ask.go LIST; LIST has lines of fault, base, host, port, time.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// An empty time is now.
func clock(seconds string) func() time.Time {
	number, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return time.Now
	}
	return func() time.Time { return time.Unix(number, 0) }
}

func ask(base, host, port, seconds string) string {
	data, err := os.ReadFile(base + ".root")
	if err != nil {
		return err.Error()
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(data)
	config := &tls.Config{RootCAs: pool, ServerName: host,
		Time: clock(seconds)}
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
		if len(fields) == 5 {
			fmt.Printf("%s\t%s\n", fields[0],
				ask(fields[1], fields[2], fields[3], fields[4]))
		}
	}
}
