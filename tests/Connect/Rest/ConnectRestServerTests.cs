using System.Net;
using System.Text;
using Ms2Lab.Connect.Runtime.Rest;

namespace Ms2Lab.Connect.Tests.Rest;

/// <summary>The answers are those that Connect 4.3.1 gave to the same requests.</summary>
public sealed class ConnectRestServerTests : IAsyncLifetime
{
    private readonly MemoryHerder _herder = new();
    private readonly HttpClient _client = new();
    private ConnectRestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ConnectRestServer.StartAsync(_herder, "127.0.0.1", 0);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Created_connector_has_the_full_url_of_its_place()
    {
        var answer = await SendAsync("POST", "/connectors", """{"name":" rs Ä/b ","config":{"connector.class":"X","n":1.0,"b":true}}""");

        answer.Status.Should().Be(HttpStatusCode.Created);
        answer.Location.Should().Be($"http://{_server.Url.Authority}/connectors/rs%20%C3%84/b");
        answer.Body.Should().Be(
            """{"name":"rs Ä/b","config":{"connector.class":"X","n":"1.0","b":"true","name":"rs Ä/b"},"tasks":[{"connector":"rs Ä/b","task":0}],"type":"sink"}""");
        (await SendAsync("POST", "/connectors", """{"name":"rs Ä/b","config":{}}""")).Should().Match<Answer>(a =>
            a.Status == HttpStatusCode.Conflict && a.Body == """{"error_code":409,"message":"Connector rs Ä/b already exists"}""");
    }

    [Theory]
    [InlineData("{}", 500, "Cannot invoke \"java.util.Map.get(Object)\" because \"connectorConfig\" is null")]
    [InlineData("[]", 500, "Cannot deserialize value of type `org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest` from Array value (token `JsonToken.START_ARRAY`)")]
    [InlineData("null", 500, "Cannot invoke \"org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest.name()\" because \"createRequest\" is null")]
    [InlineData("5", 500, "Cannot construct instance of `org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest` (although at least one Creator exists): no int/Int-argument constructor/factory method to deserialize from Number value (5)")]
    [InlineData("{} {}", 500, "Trailing token (of type START_OBJECT) found after value (bound as `org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest`): not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`")]
    [InlineData("{\"name\":\"a\",\"conf\":{}}", 500, "Unrecognized field \"conf\" (class org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest), not marked as ignorable (3 known properties: \"config\", \"name\", \"initial_state\")")]
    [InlineData("{\"name\":\"a\",\"config\":\"x\"}", 500, "Cannot construct instance of `java.util.LinkedHashMap` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('x')")]
    [InlineData("{\"name\":\"a\",\"config\":{\"c\":[1]}}", 500, "Cannot deserialize value of type `java.lang.String` from Array value (token `JsonToken.START_ARRAY`)")]
    [InlineData("{\"a\":", 500, "Unexpected end-of-input within/between Object entries")]
    [InlineData("{", 500, "Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])")]
    [InlineData("{\"name\":\"a\",\"config\":{\"name\":\"b\"}}", 400, "Connector name configuration (b) doesn't match connector name in the URL (a)")]
    public async Task Wrong_body_is_refused_with_the_text_of_the_real_worker(string body, int status, string message)
    {
        var answer = await SendAsync("POST", "/connectors", body);

        ((int)answer.Status).Should().Be(status);
        Message(answer).Should().Be(message);
    }

    [Theory]
    [InlineData("GET", "/nope", 404, "HTTP 404 Not Found")]
    [InlineData("GET", "/connectors/x/tasks/a/status", 404, "HTTP 404 Not Found")]
    [InlineData("GET", "/connectors/x/../y", 404, "HTTP 404 Not Found")]
    [InlineData("DELETE", "/connectors", 405, "HTTP 405 Method Not Allowed")]
    [InlineData("POST", "/connectors/x/tasks/0/restart", 409, "Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway.")]
    [InlineData("PUT", "/connectors/x/fence", 400, "Internal request missing required signature")]
    [InlineData("GET", "/connectors/x/tasks/0/status", 404, "No status found for task x-0")]
    public async Task Request_that_cannot_be_served_answers_status_and_text(string method, string path, int status, string message)
    {
        var answer = await SendAsync(method, path);

        ((int)answer.Status).Should().Be(status);
        Message(answer).Should().Be(message);
    }

    [Fact]
    public async Task Wanted_and_sent_types_other_than_json_are_refused()
    {
        (await SendAsync("GET", "/connectors", accept: "text/html")).Status.Should().Be(HttpStatusCode.NotAcceptable);
        (await SendAsync("POST", "/connectors", "{}", contentType: "text/plain")).Status.Should().Be(HttpStatusCode.UnsupportedMediaType);
        var unreadable = await SendAsync("POST", "/connectors", "{}", contentType: "nonsense");
        unreadable.Body.Should().Be($$"""{"message":"Bad Request","url":"{{_server.Url.GetLeftPart(UriPartial.Authority)}}/connectors","status":"400"}""");
    }

    [Fact]
    public async Task Ambiguous_path_never_reaches_an_endpoint()
    {
        var get = await SendAsync("GET", "/connectors/rs%2Fa");
        var delete = await SendAsync("DELETE", "/connectors/rs%2Fa");

        get.Status.Should().Be(HttpStatusCode.BadRequest);
        get.Body.Should().Contain("Error 400 Ambiguous URI path separator");
        delete.Should().Match<Answer>(a => a.Status == HttpStatusCode.BadRequest && a.Body.Length == 0);
    }

    [Fact]
    public async Task Change_that_another_worker_must_make_is_forwarded_once()
    {
        var leader = new MemoryHerder();
        await using var leading = await ConnectRestServer.StartAsync(leader, "127.0.0.1", 0, cancellation: TestContext.Current.CancellationToken);
        _herder.Refusal = new RequestTargetException("not the leader", leading.Url);

        var created = await SendAsync("PUT", "/connectors/c/config", """{"connector.class":"X"}""");
        var refused = await SendAsync("DELETE", "/connectors/c?forward=false");

        created.Status.Should().Be(HttpStatusCode.Created);
        created.Location.Should().Be($"http://{_server.Url.Authority}/connectors/c");
        leader.Connectors.Should().Equal("c");
        Message(refused).Should().Be("Cannot complete request because of a conflicting operation (e.g. worker rebalance)");
    }

    [Fact]
    public async Task Expanded_list_holds_what_is_known_and_asked_for()
    {
        await SendAsync("PUT", "/connectors/c/config", """{"connector.class":"X"}""");

        var answer = await SendAsync("GET", "/connectors?expand=status&expand=nope");

        answer.Body.Should().Be(
            """{"c":{"status":{"name":"c","connector":{"state":"FAILED","worker_id":"w:1","version":null,"trace":"java.lang.Exception: x"},"tasks":[{"id":0,"state":"RUNNING","worker_id":"w:1","version":"4.3.1"}],"type":"sink"}}}""");
    }

    [Fact]
    public async Task Log_level_reaches_loggers_whose_names_start_alike()
    {
        (await SendAsync("PUT", "/admin/loggers/x.a", """{"level":"debug"}""")).Body.Should().Be("""["x.a"]""");
        (await SendAsync("PUT", "/admin/loggers/x.ab", """{"level":"INFO"}""")).Body.Should().Be("[]");
        (await SendAsync("PUT", "/admin/loggers/x.a", """{"level":"WARN"}""")).Body.Should().Be("""["x.a","x.ab"]""");
        (await SendAsync("GET", "/admin/loggers/x")).Status.Should().Be(HttpStatusCode.NotFound);
        Message(await SendAsync("PUT", "/admin/loggers/x", """{"level":"loud"}""")).Should().Be("invalid log level 'loud'.");
    }

    [Fact]
    public async Task Options_lists_the_methods_of_a_path()
    {
        var answer = await SendAsync("OPTIONS", "/connectors", accept: "text/plain");

        answer.Body.Should().Be("HEAD, POST, GET, OPTIONS");
    }

    private static string? Message(Answer answer) => System.Text.Json.JsonDocument.Parse(answer.Body).RootElement.GetProperty("message").GetString();

    private async Task<Answer> SendAsync(
        string method, string path, string? body = null, string accept = "application/json", string contentType = "application/json")
    {
        var target = new Uri(_server.Url.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers.Location?.AbsoluteUri);
    }

    private sealed record Answer(HttpStatusCode Status, string Body, string? Location);
}
