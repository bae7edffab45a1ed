using Ms2Lab.Cli.Terminal;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Tests;

public sealed class AddressedTextTests
{
    [Theory]
    [InlineData("mysql -h 127.0.0.1 -P MYSQL_PORT -u usr", "mysql -h db.example -P 3307 -u usr")]
    [InlineData("\"jdbc:mysql://127.0.0.1:MYSQL_PORT/Readings\"", "\"jdbc:mysql://db.example:3307/Readings\"")]
    [InlineData("redis-cli -h 127.0.0.1 -p REDIS_PORT", "redis-cli -h 127.0.0.1 -p 6380")]
    [InlineData("http://127.0.0.1:CONNECT_PORT/connectors, kcat -b 127.0.0.1:KAFKA_PORT", "http://127.0.0.1:8084/connectors, kcat -b 127.0.0.1:9092")]
    [InlineData("http://127.0.0.1:REGISTRY_PORT", "http://127.0.0.1:REGISTRY_PORT")]
    public void Addresses_that_are_known_stand_in_the_text(string text, string shown)
    {
        var endpoints = new Endpoints { Bootstrap = "127.0.0.1:9092,127.0.0.1:9093", MySql = "db.example:3307", Redis = "127.0.0.1:6380", Connect = ["http://127.0.0.1:8084"] };

        AddressedText.Fill(text, endpoints).Should().Be(shown);
    }
}
