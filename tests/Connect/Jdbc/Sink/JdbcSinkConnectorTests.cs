using Ms2Lab.Connect.Jdbc.Sink;

namespace Ms2Lab.Connect.Tests.Jdbc.Sink;

public sealed class JdbcSinkConnectorTests
{
    [Fact]
    public void Every_wrong_setting_is_named_with_the_text_of_the_connector()
    {
        var errors = Validate(
            ("insert.mode", "merge"), ("pk.mode", "Record_Key"), ("batch.size", "-1"), ("max.retries", "many"), ("db.timezone", "Mars/Base"),
            ("table.types", "TABLE,SEQUENCE"), ("delete.enabled", "true"), ("dialect.name", "Nope"));

        errors.Should().Equal(
            "Missing required configuration \"connection.url\" which has no default value.",
            "Invalid value Nope for configuration dialect.name: Invalid enumerator",
            "Invalid value merge for configuration insert.mode: Invalid enumerator",
            "Invalid value -1 for configuration batch.size: Value must be at least 0",
            "Invalid value SEQUENCE for configuration table.types: Invalid enumerator",
            "Invalid value Record_Key for configuration pk.mode: Invalid enumerator",
            "Invalid value Mars/Base for configuration db.timezone: Invalid time zone. See the list of valid time zones at "
            + "https://docs.oracle.com/javase/8/docs/api/java/time/ZoneId.html#shortIds",
            "Invalid value many for configuration max.retries: Not a number of type INT",
            "Invalid value null for configuration max.retries: Value must be non-null");
    }

    [Fact]
    public void Deletes_without_the_record_key_are_refused_at_both_settings() =>
        Validate(("connection.url", "jdbc:mysql://127.0.0.1:1/x"), ("delete.enabled", "true"))
            .Should().Equal(Enumerable.Repeat("Deletes are only supported for pk.mode record_key", 2));

    [Fact]
    public void Database_that_does_not_answer_is_an_error_of_the_address() =>
        Validate(("connection.url", "jdbc:mysql://127.0.0.1:1/x")).Should().Equal(
            "Could not connect to database. Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds ago. "
            + "The driver has not received any packets from the server.");

    [Fact]
    public void Unknown_way_of_quoting_is_told_with_the_connection() =>
        Validate(("connection.url", "jdbc:mysql://127.0.0.1:1/x"), ("quote.sql.identifiers", "maybe"))
            .Should().Equal("Could not connect to database. No matching QuoteMethod found for 'maybe'");

    private static IEnumerable<string> Validate(params (string Name, string Value)[] settings) =>
        new JdbcSinkConnector().Validate(settings.ToDictionary(s => s.Name, s => s.Value)).Values.SelectMany(v => v.ErrorMessages);
}
