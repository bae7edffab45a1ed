using System.Net.Http.Headers;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Herders;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>The calls that a worker makes to the leader of its group on its own account, signed if the group's protocol asks for it.</summary>
internal sealed class LeaderClient(SessionKeys keys) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Limit };

    /// <summary>Has the leader store the task configurations that a connector has made.</summary>
    /// <exception cref="RestException">The leader refused.</exception>
    /// <exception cref="ConnectException">The leader cannot be reached.</exception>
    public Task PutTasksAsync(
        string leaderUrl, string connector, IReadOnlyList<IReadOnlyDictionary<string, string>> configs, bool isSigned, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, leaderUrl, connector, "tasks", RestJson.Bytes(json => RestJson.List(json, configs, (j, c) => RestJson.Fields(j, c!))), isSigned, cancellation);

    /// <summary>Has the leader fence earlier tasks of a source connector.</summary>
    /// <exception cref="RestException">The leader refused.</exception>
    /// <exception cref="ConnectException">The leader cannot be reached.</exception>
    public Task FenceAsync(string leaderUrl, string connector, bool isSigned, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, leaderUrl, connector, "fence", ReadOnlyMemory<byte>.Empty, isSigned, cancellation);

    private async Task SendAsync(
        HttpMethod method, string leaderUrl, string connector, string what, ReadOnlyMemory<byte> body, bool isSigned, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(method, new Uri($"{leaderUrl.TrimEnd('/')}/connectors/{Uri.EscapeDataString(connector)}/{what}"));
        if (!body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        message.Headers.UserAgent.ParseAdd("kafka-connect");
        if (isSigned)
        {
            var (algorithm, signature) = keys.Sign(body.Span);
            message.Headers.Add("X-Connect-Request-Signature-Algorithm", algorithm);
            message.Headers.Add("X-Connect-Authorization", signature);
        }
        try
        {
            using var answer = await _client.SendAsync(message, cancellation).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw new RestException((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
            }
        }
        catch (HttpRequestException e)
        {
            throw new ConnectException(ForwardingError.Text(e), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
