namespace Ms2Lab.Chaos.Tests;

/// <summary>Classes of the connectors of a round between MySQL and Kafka.</summary>
public sealed record RoundClasses(string Sink = "io.confluent.connect.jdbc.JdbcSinkConnector", string Source = "io.confluent.connect.jdbc.JdbcSourceConnector");
