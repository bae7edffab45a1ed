using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Tests.Vectors;

/// <summary>
/// Plays one recorded conversation against a broker and says what differs, by the rules of the recordings' own player (README.md beside them).
/// Pauses are part of a recording: what it says of time was true of these pauses.
/// </summary>
internal sealed class ConversationPlayer(IPEndPoint broker, JsonNode conversation) : IDisposable
{
    private static readonly TimeSpan BetweenRetries = TimeSpan.FromMilliseconds(100);

    private readonly Variables _variables = new();
    private readonly Dictionary<string, ConversationConnection> _connections = [];
    private readonly Dictionary<string, (JsonObject Step, ConversationConnection Connection, int? Correlation)> _pending = [];

    public async Task<IReadOnlyList<string>> PlayAsync(CancellationToken cancellation)
    {
        var found = new List<string>();
        var steps = conversation["steps"]!.AsArray();
        for (var i = 0; i < steps.Count; i++)
        {
            try
            {
                var step = Whole(steps[i]!.AsObject());
                var answer = await AnswerAsync(step, cancellation);
                found.AddRange(Differences(step, answer).Select(d => $"step {i} {step["api"]}{d}"));
            }
            catch (Exception e) when (e is IOException or SocketException or InvalidDataException or TimeoutException or KafkaProtocolException)
            {
                return [.. found, $"step {i} stopped: {e.Message}"];
            }
        }

        return found;
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    /// <summary>What the sending step says of its answer holds where the answer is awaited.</summary>
    private JsonObject Whole(JsonObject step)
    {
        if (step["await"] is not { } awaited)
        {
            return step;
        }

        var whole = _pending[awaited.GetValue<string>()].Step.DeepClone().AsObject();
        foreach (var (name, value) in step)
        {
            whole[name] = value?.DeepClone();
        }

        return whole;
    }

    private async Task<JsonNode?> AnswerAsync(JsonObject step, CancellationToken cancellation)
    {
        var end = DateTime.UtcNow.AddSeconds(step["retrySeconds"]?.GetValue<double>() ?? 20);
        var answer = await OnceAsync(step, cancellation);
        while (IsTransient(step, answer) && DateTime.UtcNow < end)
        {
            await Task.Delay(BetweenRetries, cancellation);
            answer = await OnceAsync(step, cancellation);
        }

        foreach (var (name, path) in step["capture"]?.AsObject() ?? [])
        {
            if (answer is JsonObject)
            {
                _variables.Set(name, JsonPaths.Find(answer, path!.GetValue<string>()["response.".Length..]));
            }
        }

        return answer;
    }

    private static bool IsTransient(JsonObject step, JsonNode? answer)
    {
        foreach (var (path, values) in step["retryWhile"]?.AsObject() ?? [])
        {
            var found = JsonPaths.All(answer, path);
            if (found.Exists(f => values!.AsArray().Any(v => JsonNode.DeepEquals(v, JsonPaths.Get(f.Holder, f.Key)))) ||
                (found.Count == 0 && values!.AsArray().Any(v => v!.GetValueKind() == System.Text.Json.JsonValueKind.String && v.GetValue<string>() == "absent")))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<JsonNode?> OnceAsync(JsonObject step, CancellationToken cancellation)
    {
        if (step["sleepMs"] is { } pause)
        {
            await Task.Delay(pause.GetValue<int>(), cancellation);
            return null;
        }

        if (step["await"] is { } awaited)
        {
            _pending.Remove(awaited.GetValue<string>(), out var sent);
            return await ReceiveAsync(step, sent.Connection, sent.Correlation, cancellation);
        }

        var name = step["connection"]?.GetValue<string>() ?? "main";
        if (step["close"] is not null)
        {
            _connections.Remove(name, out var left);
            left!.Dispose();
            return null;
        }

        var connection = await ConnectionAsync(name, cancellation);
        var correlation = await SendAsync(step, connection, cancellation);
        if (step["noResponse"] is not null)
        {
            return null;
        }

        if (step["silentMs"] is { } silent)
        {
            return await IsSilentAsync(connection, TimeSpan.FromMilliseconds(silent.GetValue<int>()), cancellation) ? "silent" : "answered";
        }

        if (step["closes"] is not null)
        {
            _connections.Remove(name);
            using var closing = connection;
            return await IsClosedAsync(closing, cancellation) ? "closed" : "answered";
        }

        if (step["later"] is { } later)
        {
            _pending[later.GetValue<string>()] = (step, connection, correlation);
            await Task.Delay(step["settleMs"]?.GetValue<int>() ?? 300, cancellation);
            return null;
        }

        return await ReceiveAsync(step, connection, correlation, cancellation);
    }

    private async Task<ConversationConnection> ConnectionAsync(string name, CancellationToken cancellation)
    {
        if (!_connections.TryGetValue(name, out var connection))
        {
            _connections[name] = connection = await ConversationConnection.OpenAsync(broker, cancellation);
        }

        return connection;
    }

    private async Task<int?> SendAsync(JsonObject step, ConversationConnection connection, CancellationToken cancellation)
    {
        if (step["raw"] is { } raw)
        {
            await connection.SendRawAsync(Convert.FromHexString(raw.GetValue<string>()), cancellation);
            return null;
        }

        var request = _variables.Put(step["request"])!.AsObject();
        return await connection.SendAsync(ApiOf(step["api"]), step["version"]!.GetValue<short>(), request, step["clientId"]?.GetValue<string>() ?? "wire", cancellation);
    }

    private static async Task<JsonNode> ReceiveAsync(JsonObject step, ConversationConnection connection, int? correlation, CancellationToken cancellation)
    {
        var frame = await connection.ReceiveAsync(TimeSpan.FromSeconds(step["within"]?.GetValue<double>() ?? 40), cancellation);
        var (api, version) = step["answerAs"] is JsonArray other ? (other[0], other[1]) : (step["api"], step["version"]);
        return ConversationConnection.Read(frame, ApiOf(api), version!.GetValue<short>(), correlation, step["response"]);
    }

    private static ApiKey ApiOf(JsonNode? name) => Enum.Parse<ApiKey>(name!.GetValue<string>());

    private static async Task<bool> IsSilentAsync(ConversationConnection connection, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            await connection.ReceiveAsync(limit, cancellation);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    private static async Task<bool> IsClosedAsync(ConversationConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.ReceiveAsync(TimeSpan.FromSeconds(30), cancellation);
            return false;
        }
        catch (EndOfStreamException)
        {
            return true;
        }
    }

    private IEnumerable<string> Differences(JsonObject step, JsonNode? answer)
    {
        if (!step.TryGetPropertyValue("response", out var recorded) || step["later"] is not null && step["await"] is null)
        {
            return [];
        }

        return MessageJson.Differences(Tidy(step, _variables.Put(recorded)), Tidy(step, answer), new JsonObject());
    }

    /// <summary>What of an answer counts: chosen elements, sorted where their order is free, without what may differ.</summary>
    private JsonNode? Tidy(JsonObject step, JsonNode? answer)
    {
        if (answer is not JsonObject)
        {
            return answer;
        }

        answer = answer.DeepClone();
        foreach (var (path, fields) in step["pick"]?.AsObject() ?? [])
        {
            var wanted = _variables.Put(fields)!.AsObject();
            Change(answer, path, array => new JsonArray([.. array!.AsArray().Where(e => wanted.All(w => Contains(w.Value!.AsArray(), e![w.Key]))).Select(e => e!.DeepClone())]));
        }

        foreach (var path in Paths(step, "ignore"))
        {
            Change(answer, path, _ => "<any>");
        }

        foreach (var path in Paths(step, "unordered").OrderByDescending(p => p.Count(c => c == '.')))
        {
            Change(answer, path, array => array is JsonArray items ? new JsonArray([.. items.Select(e => e?.DeepClone()).OrderBy(Sorted, StringComparer.Ordinal)]) : array?.DeepClone());
        }

        return answer;
    }

    private static bool Contains(JsonArray values, JsonNode? value) => values.Any(v => JsonNode.DeepEquals(v, value));

    private static IEnumerable<string> Paths(JsonObject step, string kind) => (step[kind]?.AsArray() ?? []).Select(p => p!.GetValue<string>());

    private static void Change(JsonNode answer, string path, Func<JsonNode?, JsonNode?> change)
    {
        foreach (var (holder, key) in JsonPaths.All(answer, path))
        {
            JsonPaths.Set(holder, key, change(JsonPaths.Get(holder, key)));
        }
    }

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject named => $"{{{string.Join(", ", named.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {Sorted(p.Value)}"))}}}",
        JsonArray array => $"[{string.Join(", ", array.Select(Sorted))}]",
        _ => node?.ToJsonString() ?? "null",
    };
}
