using System.Net;
using System.Net.Http.Json;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>The Schema Registry as a lab's producer and checks need it. Nothing is remembered, so a subject may be deleted and made anew.</summary>
public sealed class LabRegistry : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Creates a client.</summary>
    /// <exception cref="EnvironmentException">The environment has no registry.</exception>
    public LabRegistry(Endpoints endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var address = endpoints.RegistryUri ?? throw new EnvironmentException("This environment has no registry.", "Start one with it: `lab up --only registry,kafka`.");
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Registers a schema under a subject, or finds the same one there.</summary>
    /// <param name="subject">Subject, such as <c>Readings-value</c>.</param>
    /// <param name="schema">The schema's text.</param>
    /// <param name="schemaType">AVRO, PROTOBUF or JSON.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="EnvironmentException">The registry refuses it.</exception>
    public async Task<int> RegisterAsync(string subject, string schema, string schemaType, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Post, $"/subjects/{Uri.EscapeDataString(subject)}/versions", new { schema, schemaType }, cancellation);
        return answer.IsSuccess ? answer.Body.GetProperty("id").GetInt32() : throw Refused($"the schema of {subject}", answer);
    }

    /// <summary>The text of a schema, or null where the registry has none of that id.</summary>
    public async Task<string?> SchemaAsync(int id, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, $"/schemas/ids/{id}", null, cancellation);
        return answer.IsSuccess ? answer.Body.GetProperty("schema").GetString() : answer.Status == HttpStatusCode.NotFound ? null : throw Refused($"the question for schema {id}", answer);
    }

    /// <summary>Deletes a subject for good; one that does not exist is no error.</summary>
    public async Task DeleteSubjectAsync(string subject, CancellationToken cancellation)
    {
        var path = $"/subjects/{Uri.EscapeDataString(subject)}";
        foreach (var request in (string[])[path, $"{path}?permanent=true"])
        {
            var answer = await SendAsync(HttpMethod.Delete, request, null, cancellation);
            if (!answer.IsSuccess && answer.Status != HttpStatusCode.NotFound)
            {
                throw Refused($"to delete {subject}", answer);
            }
        }
    }

    /// <summary>Sends any request.</summary>
    /// <exception cref="EnvironmentException">The registry does not answer.</exception>
    public async Task<RestAnswer> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await _http.SendAsync(request, cancellation);
            return new(response.StatusCode, JsonBody.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)));
        }
        catch (HttpRequestException e)
        {
            throw new EnvironmentException($"The Schema Registry does not answer at {_http.BaseAddress}: {e.Message}", "See whether `lab up` still runs.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static EnvironmentException Refused(string what, RestAnswer answer) =>
        new($"The Schema Registry refused {what} with {(int)answer.Status}: {answer.Message}", "Look at its subjects: GET /subjects.");
}
