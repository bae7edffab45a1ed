using System.Text;
using System.Text.Json;
using Ms2Lab.Connect.Runtime.Rest.Json;

namespace Ms2Lab.Connect.Runtime.Rest.Http;

/// <summary>An answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">What to send; null for none.</param>
/// <param name="ContentType">Type of the body.</param>
internal sealed record RestResponse(int Status, ReadOnlyMemory<byte>? Body = null, string ContentType = "application/json")
{
    /// <summary>Where what was created is; null if nothing was.</summary>
    public string? Location { get; init; }

    /// <summary>Methods of the path, for OPTIONS.</summary>
    public string? Allow { get; init; }

    /// <summary>An answer with JSON.</summary>
    public static RestResponse Json(Action<Utf8JsonWriter> write, int status = 200) => new(status, RestJson.Bytes(write));

    /// <summary>An answer with text of another kind.</summary>
    public static RestResponse Text(int status, string text, string contentType) => new(status, Encoding.UTF8.GetBytes(text), contentType);

    /// <summary>An error with Connect's body.</summary>
    public static RestResponse Error(int status, string? message) => Json(json => RestJson.Error(json, status, message), status);
}
