using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>A client of Kafka Connect's REST interface: asks the first worker that answers, and repeats 409 while the cluster rebalances.</summary>
public sealed class ConnectRest : IDisposable
{
    private static readonly TimeSpan RebalanceLimit = TimeSpan.FromSeconds(30);
    private readonly IReadOnlyList<Uri> _workers;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(100) };

    /// <summary>Creates a client.</summary>
    /// <param name="workers">Base addresses, one at least.</param>
    /// <param name="time">The clock of waits.</param>
    /// <exception cref="EnvironmentException">There is no worker.</exception>
    public ConnectRest(IReadOnlyList<Uri> workers, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(workers);
        _workers = workers.Count > 0 ? workers : throw new EnvironmentException("This environment has no Connect worker.", "Start one with it: `lab up`.");
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Creates or changes a connector: <c>PUT /connectors/NAME/config</c>.</summary>
    public Task<RestAnswer> PutAsync(string connector, IReadOnlyDictionary<string, string> config, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, $"/connectors/{Uri.EscapeDataString(connector)}/config", config, cancellation);

    /// <summary>Deletes a connector; one that does not exist is no error.</summary>
    public Task<RestAnswer> DeleteAsync(string connector, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Delete, $"/connectors/{Uri.EscapeDataString(connector)}", null, cancellation);

    /// <summary>The names of all connectors.</summary>
    public async Task<IReadOnlyList<string>> ConnectorsAsync(CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, "/connectors", null, cancellation);
        return answer.IsSuccess ? [.. answer.Body.EnumerateArray().Select(e => e.GetString()!)] : throw Refused("GET /connectors", answer);
    }

    /// <summary>The classes of the connectors that the workers have installed.</summary>
    public async Task<IReadOnlyList<string>> ConnectorClassesAsync(CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, "/connector-plugins", null, cancellation);
        return answer.IsSuccess ? [.. answer.Body.EnumerateArray().Select(e => e.GetProperty("class").GetString()!)] : throw Refused("GET /connector-plugins", answer);
    }

    /// <summary>How many tasks a connector has been divided into, whether they run or not; 0 before that and where there is no such connector.</summary>
    public async Task<int> TaskCountAsync(string connector, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, $"/connectors/{Uri.EscapeDataString(connector)}", null, cancellation);
        return answer.IsSuccess ? answer.Body.GetProperty("tasks").GetArrayLength() : 0;
    }

    /// <summary>A connector's status, or null where there is no such connector or it has no status yet.</summary>
    public async Task<ConnectorStatus?> StatusAsync(string connector, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, $"/connectors/{Uri.EscapeDataString(connector)}/status", null, cancellation);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
        return answer.IsSuccess ? Read(answer.Body) : throw Refused($"GET /connectors/{connector}/status", answer);
    }

    /// <summary>Sends any request and repeats it while the answer is 409, for at most 30 s.</summary>
    /// <exception cref="EnvironmentException">No worker answers.</exception>
    public async Task<RestAnswer> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        var seen = await Eventually.WatchAsync(
            ct => OnceAsync(method, path, body, ct), a => a.Status != HttpStatusCode.Conflict, RebalanceLimit, _time, cancellation);
        return seen.Last;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<RestAnswer> OnceAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        HttpRequestException? last = null;
        foreach (var worker in _workers)
        {
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(worker, path)) { Content = body is null ? null : JsonContent.Create(body) };
                using var response = await _http.SendAsync(request, cancellation);
                var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
                return new(response.StatusCode, JsonBody.Parse(bytes));
            }
            catch (HttpRequestException e)
            {
                last = e;
            }
        }
        throw new EnvironmentException($"No Connect worker answers at {string.Join(", ", _workers)}: {last!.Message}", "See whether `lab up` still runs.", last);
    }

    private static ConnectorStatus Read(JsonElement body)
    {
        var connector = body.GetProperty("connector");
        var tasks = body.GetProperty("tasks").EnumerateArray().Select(
            t => new TaskStatus(t.GetProperty("id").GetInt32(), t.GetProperty("state").GetString()!, t.GetProperty("worker_id").GetString()!, TraceOf(t)));
        return new(body.GetProperty("name").GetString()!, connector.GetProperty("state").GetString()!, connector.GetProperty("worker_id").GetString()!, TraceOf(connector), [.. tasks]);
    }

    private static string? TraceOf(JsonElement element) => element.TryGetProperty("trace", out var trace) ? trace.GetString() : null;

    private static EnvironmentException Refused(string request, RestAnswer answer) => new($"Connect answered {request} with {(int)answer.Status}: {answer.Message}", "See the worker's log.");
}
