using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Ms2Lab.Schemas.Registry;

/// <summary>Sends one request to the first address that can be reached, and again after answers that may be temporary.</summary>
internal sealed class RegistryTransport : IDisposable
{
    private const string ContentType = "application/vnd.schemaregistry.v1+json";
    private readonly RegistryClientOptions options;
    private readonly HttpClient http;

    internal RegistryTransport(RegistryClientOptions options)
    {
        this.options = options;
        http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout, UseProxy = false }) { Timeout = options.ReadTimeout };
    }

    public void Dispose() => http.Dispose();

    internal JsonElement Send(HttpMethod method, string path, string? body = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return SendToAny(method, path, body);
            }
            catch (RegistryClientException e) when (e.IsRetriable && attempt < options.MaxRetries)
            {
                var wait = options.RetryWait * Math.Pow(2, Math.Min(attempt, 20));
                Task.Delay(wait < options.RetryMaxWait ? wait : options.RetryMaxWait, options.Time).GetAwaiter().GetResult();
            }
        }
    }

    private JsonElement SendToAny(HttpMethod method, string path, string? body)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return SendTo(options.Urls[i].TrimEnd('/'), method, path, body);
            }
            catch (RegistryClientException e) when (e.Status == 0 && i + 1 < options.Urls.Count)
            {
                continue;
            }
        }
    }

    private JsonElement SendTo(string url, HttpMethod method, string path, string? body)
    {
        if (!Uri.TryCreate(url + path, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            var text = uri is null || uri.IsFile ? $"no protocol: {url}{path}" : $"unknown protocol: {uri.Scheme}";
            throw RegistryClientException.Unreachable("java.net.MalformedURLException", text, null);
        }

        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Authorization = Authorization(uri);
        request.Headers.Accept.ParseAdd(ContentType);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(ContentType));
        }

        try
        {
            using var response = http.Send(request);
            using var stream = response.Content.ReadAsStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var text = reader.ReadToEnd();
            return response.IsSuccessStatusCode ? Parse(text, 200) : throw Refusal((int)response.StatusCode, text);
        }
        catch (HttpRequestException e)
        {
            throw Unreachable(uri, e);
        }
        catch (TaskCanceledException e)
        {
            throw RegistryClientException.Unreachable("java.net.SocketTimeoutException", "Read timed out", e);
        }
    }

    private AuthenticationHeaderValue? Authorization(Uri uri)
    {
        if (options.BearerToken is { } token)
        {
            return new AuthenticationHeaderValue("Bearer", token);
        }

        var user = options.UserInfo ?? (uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : null);
        return user is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
    }

    private static RegistryClientException Unreachable(Uri uri, HttpRequestException fault) => fault.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            RegistryClientException.Unreachable("java.net.UnknownHostException", uri.Host, fault),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            RegistryClientException.Unreachable("java.net.ConnectException", "Connection refused", fault),
        SocketException { SocketErrorCode: SocketError.TimedOut } or TimeoutException =>
            RegistryClientException.Unreachable("java.net.SocketTimeoutException", "Connect timed out", fault),
        _ => RegistryClientException.Unreachable("java.net.SocketException", fault.InnerException?.Message ?? fault.Message, fault),
    };

    private static RegistryClientException Refusal(int status, string text)
    {
        var json = Parse(text, status);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("error_code", out var code) && code.TryGetInt32(out var number)
            && json.TryGetProperty("message", out var message)
                ? RegistryClientException.Refused(status, number, message.GetString() ?? "null")
                : RegistryClientException.Refused(status, status, text);
    }

    private static JsonElement Parse(string text, int status)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            // The code with which the Java client reports an answer that is no JSON.
            throw RegistryClientException.Refused(status, 50005, e.Message);
        }
    }
}
