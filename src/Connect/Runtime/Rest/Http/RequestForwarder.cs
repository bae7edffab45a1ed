using System.Net.Http.Headers;
using System.Text;

namespace Ms2Lab.Connect.Runtime.Rest.Http;

/// <summary>
/// Completes a request here or, if another worker must do it, repeats it there: at most twice, from a follower to the leader
/// (<c>forward=true</c>) and from the leader to the owner (<c>forward=false</c>), as Connect's HerderRequestHandler.
/// </summary>
internal sealed class RequestForwarder : IDisposable
{
    // Connect's own limit of a request.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Limit };

    /// <summary>Runs the request here, or where the exception of the herder says.</summary>
    public async Task<RestResponse> CompleteAsync(RestRequest request, Func<RestRequest, Task<RestResponse>> handle)
    {
        try
        {
            return await handle(request).ConfigureAwait(false);
        }
        catch (RequestTargetException e)
        {
            return await ForwardAsync(request, e.ForwardUrl).ConfigureAwait(false);
        }
        catch (RebalanceNeededException)
        {
            return RestResponse.Error(
                409, "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<RestResponse> ForwardAsync(RestRequest request, Uri? target)
    {
        var forward = request.Flag("forward");
        if (forward == false)
        {
            return RestResponse.Error(409, "Cannot complete request because of a conflicting operation (e.g. worker rebalance)");
        }
        if (target is null)
        {
            return RestResponse.Error(
                409, "Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway.");
        }
        try
        {
            using var message = Repeat(request, target, again: forward is null);
            using var answer = await _client.SendAsync(message, request.Cancellation).ConfigureAwait(false);
            return await AnswerAsync(request, answer).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            return RestResponse.Error(500, ForwardingError.Text(e));
        }
    }

    private static HttpRequestMessage Repeat(RestRequest request, Uri target, bool again)
    {
        var parts = request.Target.Split('?', 2);
        var query = new StringBuilder("?forward=").Append(again ? "true" : "false");
        foreach (var pair in parts.Length > 1 ? parts[1].Split('&', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            query.Append(pair.Split('=')[0] == "forward" ? "" : "&" + pair);
        }
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var message = new HttpRequestMessage(
            new HttpMethod(request.Method), new Uri(target.GetLeftPart(UriPartial.Authority) + parts[0] + query, options));
        message.Headers.UserAgent.ParseAdd("kafka-connect");
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var name in (string[])["Authorization", "X-Connect-Authorization", "X-Connect-Request-Signature-Algorithm"])
        {
            if (request.Headers.TryGetValue(name, out var value))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }
        if (request.Body.Length > 0)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        return message;
    }

    private static async Task<RestResponse> AnswerAsync(RestRequest request, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (status is >= 300 and < 400)
        {
            return RestResponse.Error(500, $"Unexpected status code when handling forwarded request: {status}");
        }
        var body = await answer.Content.ReadAsByteArrayAsync(request.Cancellation).ConfigureAwait(false);
        return new RestResponse(status, body.Length == 0 ? null : body)
        {
            // What was created is shown at the worker that was asked.
            Location = answer.Headers.Location is { } location ? request.BaseUrl + location.AbsolutePath : null,
        };
    }
}
