namespace Ms2Lab.Kafka.Protocol;

/// <summary>The request or the response of an API.</summary>
public interface IApiMessage : IMessage
{
    /// <summary>The API's number, see <see cref="Protocol.ApiKey"/>.</summary>
    short ApiKey { get; }
}
