// The verbs of README.md with sarama (Shopify/sarama 1.22, as Debian packages it).
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io/ioutil"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/Shopify/sarama"
)

const limit = 60 * time.Second

type object = map[string]interface{}

type record struct {
	Key     *string           `json:"key"`
	Value   *string           `json:"value"`
	Headers map[string]string `json:"headers"`
}

type step struct {
	Op, Topic, Key, Value, Group string
	Partitions, Partition, Count int32
	Replication                  int16
	Config                       map[string]string
	ValidateOnly                 bool `json:"validate_only"`
	Before                       int64
	Offset                       int64
}

type arguments struct {
	Topic, Acks, Compression, Group, Protocol, Isolation, Reset string
	Topics                                                      []string
	Partition                                                   int32
	Records                                                     []record
	Count                                                       *int
	Size, Limit, Session, Heartbeat, Wait, Retries              int
	MinBytes                                                    int32 `json:"min_bytes"`
	Idempotent                                                  bool
	UntilEnd                                                    bool `json:"until_end"`
	From                                                        interface{}
	Steps                                                       []step
	Security                                                    struct{ Username, Password, Ca string }
}

var (
	bootstrap []string
	a         arguments
	output    sync.Mutex
)

func emit(event string, members object) {
	if members == nil {
		members = object{}
	}
	members["event"] = event
	line, _ := json.Marshal(members)
	output.Lock()
	defer output.Unlock()
	fmt.Println(string(line))
}

// Kafka's number where the broker said it, else the library's own words.
func codeOf(err error) interface{} {
	switch e := err.(type) {
	case sarama.KError:
		return int(e)
	case *sarama.TopicError:
		return int(e.Err)
	case *sarama.TopicPartitionError:
		return int(e.Err)
	case *sarama.ProducerError:
		return codeOf(e.Err)
	case *sarama.ConsumerError:
		return codeOf(e.Err)
	}
	return err.Error()
}

func must(err error) {
	if err != nil {
		emit("failed", object{"message": err.Error(), "error": codeOf(err)})
		os.Exit(0)
	}
}

func config() *sarama.Config {
	c := sarama.NewConfig()
	c.Version = sarama.V2_1_0_0
	c.Metadata.Retry.Max, c.Metadata.Retry.Backoff = 20, 100*time.Millisecond
	c.Producer.Return.Successes = true
	c.Consumer.Return.Errors = true
	if a.Security.Username != "" {
		c.Net.SASL.Enable, c.Net.SASL.User, c.Net.SASL.Password = true, a.Security.Username, a.Security.Password
	}
	if a.Security.Ca != "" {
		pem, err := ioutil.ReadFile(a.Security.Ca)
		must(err)
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM(pem)
		c.Net.TLS.Enable, c.Net.TLS.Config = true, &tls.Config{RootCAs: roots}
	}
	return c
}

// Completes when the command arrives, or when nobody can send it any more.
func command(name string) chan struct{} {
	heard := make(chan struct{})
	go func() {
		for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
			if strings.TrimSpace(lines.Text()) == name {
				break
			}
		}
		close(heard)
	}()
	return heard
}

func list() {
	client, err := sarama.NewClient(bootstrap, config())
	must(err)
	names, err := client.Topics()
	must(err)
	brokers, topics := []int{}, object{}
	for _, broker := range client.Brokers() {
		brokers = append(brokers, int(broker.ID()))
	}
	sort.Ints(brokers)
	for _, name := range names {
		partitions, err := client.Partitions(name)
		must(err)
		topics[name] = len(partitions)
	}
	emit("end", object{"brokers": brokers, "topics": topics})
}

func producerConfig() *sarama.Config {
	c := config()
	c.Producer.RequiredAcks = map[string]sarama.RequiredAcks{"": sarama.WaitForAll, "all": sarama.WaitForAll, "1": sarama.WaitForLocal, "0": sarama.NoResponse}[a.Acks]
	c.Producer.Compression = map[string]sarama.CompressionCodec{"gzip": sarama.CompressionGZIP, "snappy": sarama.CompressionSnappy, "lz4": sarama.CompressionLZ4, "zstd": sarama.CompressionZSTD}[a.Compression]
	c.Producer.Retry.Max, c.Producer.Retry.Backoff = 100, 50*time.Millisecond
	c.Producer.Partitioner = sarama.NewManualPartitioner
	if a.Limit > 0 {
		c.Producer.MaxMessageBytes = a.Limit
	}
	if a.Idempotent {
		c.Producer.Idempotent, c.Net.MaxOpenRequests = true, 1
	}
	return c
}

func message(r record) *sarama.ProducerMessage {
	m := &sarama.ProducerMessage{Topic: a.Topic, Partition: a.Partition}
	if r.Key != nil {
		m.Key = sarama.StringEncoder(*r.Key)
	}
	if r.Value != nil {
		m.Value = sarama.StringEncoder(*r.Value)
	}
	for name, value := range r.Headers {
		m.Headers = append(m.Headers, sarama.RecordHeader{Key: []byte(name), Value: []byte(value)})
	}
	return m
}

func produce() {
	producer, err := sarama.NewAsyncProducer(bootstrap, producerConfig())
	must(err)
	records := a.Records
	go func() {
		for _, r := range records {
			producer.Input() <- message(r)
		}
		if a.Count != nil {
			for i := 0; i < *a.Count; i++ {
				value := fmt.Sprintf("%08d", i)
				value += strings.Repeat("x", a.Size-len(value))
				producer.Input() <- message(record{Value: &value})
			}
		}
		producer.AsyncClose()
	}()
	delivered, offsets, errors := 0, []int64{}, []interface{}{}
	var reading sync.WaitGroup
	reading.Add(2)
	go func() {
		for m := range producer.Successes() {
			delivered++
			if a.Records != nil {
				offsets = append(offsets, m.Offset)
			}
		}
		reading.Done()
	}()
	go func() {
		for e := range producer.Errors() {
			errors = append(errors, codeOf(e))
		}
		reading.Done()
	}()
	reading.Wait()
	emit("end", object{"delivered": delivered, "offsets": offsets, "errors": errors})
}

func pump() {
	c := producerConfig()
	c.Producer.Partitioner = sarama.NewRoundRobinPartitioner
	producer, err := sarama.NewSyncProducer(bootstrap, c)
	must(err)
	stop, count, errors := command("stop"), 0, []interface{}{}
	for sent := 0; ; sent++ {
		select {
		case <-stop:
			emit("end", object{"count": count, "errors": errors})
			return
		case <-time.After(10 * time.Millisecond):
		}
		value := strconv.Itoa(sent)
		if _, _, err := producer.SendMessage(message(record{Value: &value})); err != nil {
			errors = append(errors, codeOf(err))
		} else {
			count++
		}
		if sent%10 == 0 {
			emit("delivered", object{"count": count})
		}
	}
}

func text(data []byte) interface{} {
	if data == nil {
		return nil
	}
	return string(data)
}

func start(client sarama.Client) (int64, error) {
	switch from := a.From.(type) {
	case map[string]interface{}:
		if at, found := from["timestamp"]; found {
			return client.GetOffset(a.Topic, a.Partition, int64(at.(float64)))
		}
		return int64(from["offset"].(float64)), nil
	case string:
		if from == "end" {
			return client.GetOffset(a.Topic, a.Partition, sarama.OffsetNewest)
		}
	}
	return client.GetOffset(a.Topic, a.Partition, sarama.OffsetOldest)
}

func consume() {
	c := config()
	if a.Wait > 0 {
		c.Consumer.MaxWaitTime = time.Duration(a.Wait) * time.Millisecond
		c.Net.ReadTimeout = c.Consumer.MaxWaitTime + limit
	}
	if a.MinBytes > 0 {
		c.Consumer.Fetch.Min = a.MinBytes
	}
	client, err := sarama.NewClient(bootstrap, c)
	must(err)
	at, err := start(client)
	must(err)
	end, err := client.GetOffset(a.Topic, a.Partition, sarama.OffsetNewest)
	must(err)
	consumer, err := sarama.NewConsumerFromClient(client)
	must(err)
	partition, err := consumer.ConsumePartition(a.Topic, a.Partition, at)
	if err == sarama.ErrOffsetOutOfRange && a.Reset == "earliest" {
		// What a reset policy does in other libraries is the caller's in this one.
		partition, err = consumer.ConsumePartition(a.Topic, a.Partition, sarama.OffsetOldest)
	}
	must(err)
	emit("ready", nil)
	records, crc, count := []object{}, uint32(0), 0
	for timeout := time.After(limit); (a.Count == nil || count < *a.Count) && !(a.UntilEnd && at >= end); {
		select {
		case m := <-partition.Messages():
			count, at, crc = count+1, m.Offset+1, crc32.Update(crc, crc32.IEEETable, m.Value)
			if count <= 1000 {
				headers := object{}
				for _, h := range m.Headers {
					headers[string(h.Key)] = text(h.Value)
				}
				records = append(records, object{"offset": m.Offset, "key": text(m.Key), "value": text(m.Value), "headers": headers})
			}
		case e := <-partition.Errors():
			// Told, and tried again by the library.
			fmt.Fprintln(os.Stderr, e)
		case <-timeout:
			must(fmt.Errorf("%d records in %s", count, limit))
		}
	}
	if count > 1000 {
		records = []object{}
	}
	emit("end", object{"count": count, "crc": crc, "records": records})
}

type handler struct{}

func (handler) Setup(session sarama.ConsumerGroupSession) error {
	names := []string{}
	for topic, partitions := range session.Claims() {
		for _, p := range partitions {
			names = append(names, fmt.Sprintf("%s-%d", topic, p))
		}
	}
	sort.Strings(names)
	emit("assigned", object{"partitions": names})
	return nil
}

func (handler) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (handler) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		emit("record", object{"topic": m.Topic, "partition": m.Partition, "offset": m.Offset, "value": text(m.Value)})
		session.MarkMessage(m, "")
	}
	return nil
}

func group() {
	c := config()
	c.Consumer.Offsets.Initial = sarama.OffsetOldest
	c.Consumer.Offsets.CommitInterval = 50 * time.Millisecond
	// With a retention sarama sends OffsetCommit 2, without one version 1, which Kafka 4 does not serve.
	c.Consumer.Offsets.Retention = 24 * time.Hour
	c.Consumer.Group.Session.Timeout = time.Duration(a.Session) * time.Millisecond
	c.Consumer.Group.Heartbeat.Interval = time.Duration(a.Heartbeat) * time.Millisecond
	c.Consumer.Group.Rebalance.Retry.Max = 100
	c.Consumer.Group.Rebalance.Retry.Backoff = 100 * time.Millisecond
	members, err := sarama.NewConsumerGroup(bootstrap, a.Group, c)
	must(err)
	go func() {
		for err := range members.Errors() {
			fmt.Fprintln(os.Stderr, err)
		}
	}()
	ctx, cancel := context.WithCancel(context.Background())
	closing := command("close")
	go func() {
		<-closing
		cancel()
	}()
	for ctx.Err() == nil {
		if err := members.Consume(ctx, a.Topics, handler{}); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	must(members.Close())
	emit("end", nil)
}

func adminStep(admin sarama.ClusterAdmin, s step) (interface{}, error) {
	switch s.Op {
	case "create":
		entries := map[string]*string{}
		for key, value := range s.Config {
			v := value
			entries[key] = &v
		}
		detail := sarama.TopicDetail{NumPartitions: s.Partitions, ReplicationFactor: s.Replication, ConfigEntries: entries}
		if detail.NumPartitions == 0 {
			detail.NumPartitions = -1
		}
		if detail.ReplicationFactor == 0 {
			detail.ReplicationFactor = -1
		}
		return "ok", admin.CreateTopic(s.Topic, &detail, s.ValidateOnly)
	case "delete":
		return "ok", admin.DeleteTopic(s.Topic)
	case "partitions":
		return "ok", admin.CreatePartitions(s.Topic, s.Count, nil, false)
	case "get-config":
		entries, err := admin.DescribeConfig(sarama.ConfigResource{Type: sarama.TopicResource, Name: s.Topic, ConfigNames: []string{s.Key}})
		if err != nil || len(entries) == 0 {
			return nil, err
		}
		return entries[0].Value, nil
	case "set-config":
		return "ok", admin.AlterConfig(sarama.TopicResource, s.Topic, map[string]*string{s.Key: &s.Value}, false)
	case "delete-records":
		return "ok", admin.DeleteRecords(s.Topic, map[int32]int64{s.Partition: s.Before})
	case "groups":
		groups, err := admin.ListConsumerGroups()
		names := []string{}
		for name := range groups {
			names = append(names, name)
		}
		sort.Strings(names)
		return names, err
	case "describe-group":
		groups, err := admin.DescribeConsumerGroups([]string{s.Group})
		if err != nil {
			return nil, err
		}
		return groups[0].State, nil
	case "offsets":
		asked := map[string][]int32{s.Topic: {}}
		for p := int32(0); p < s.Partitions; p++ {
			asked[s.Topic] = append(asked[s.Topic], p)
		}
		answer, err := admin.ListConsumerGroupOffsets(s.Group, asked)
		offsets := object{}
		if err == nil {
			for topic, blocks := range answer.Blocks {
				for p, block := range blocks {
					if block.Offset >= 0 {
						offsets[fmt.Sprintf("%s-%d", topic, p)] = block.Offset
					}
				}
			}
		}
		return offsets, err
	}
	return nil, fmt.Errorf("sarama has no %s", s.Op)
}

func adminVerb() {
	admin, err := sarama.NewClusterAdmin(bootstrap, config())
	must(err)
	results := []interface{}{}
	for _, s := range a.Steps {
		answer, err := adminStep(admin, s)
		if err != nil {
			answer = object{"error": codeOf(err)}
		}
		results = append(results, answer)
	}
	emit("end", object{"results": results})
}

func main() {
	bootstrap = strings.Split(os.Args[1], ",")
	must(json.Unmarshal([]byte(os.Args[3]), &a))
	map[string]func(){"list": list, "produce": produce, "pump": pump, "consume": consume, "group": group, "admin": adminVerb}[os.Args[2]]()
}
