using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.SchemaConverters;
using Ms2Lab.Connect.SchemaConverters.Avro;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.Tests.SchemaConverters;

/// <summary>A registry of its own, a client of it, and converters that ask it.</summary>
internal sealed class ConverterFixture : IAsyncDisposable
{
    private readonly List<RegistryConverter> converters = [];

    private ConverterFixture(EmbeddedRegistry registry)
    {
        Registry = registry;
        Client = new RegistryClient(new RegistryClientOptions { Urls = [registry.Url.ToString()] });
    }

    public EmbeddedRegistry Registry { get; }

    public RegistryClient Client { get; }

    public static async Task<ConverterFixture> StartAsync() =>
        new(await EmbeddedRegistry.StartAsync(new EmbeddedRegistryOptions(), TestContext.Current.CancellationToken));

    public AvroConverter Converter(params (string Name, string Value)[] settings) => Converter(false, settings);

    public AvroConverter Converter(bool isKey, params (string Name, string Value)[] settings) => Converter<AvroConverter>(isKey, settings);

    public T Converter<T>(params (string Name, string Value)[] settings)
        where T : RegistryConverter, new() => Converter<T>(false, settings);

    public T Converter<T>(bool isKey, params (string Name, string Value)[] settings)
        where T : RegistryConverter, new()
    {
        var configs = new Dictionary<string, string> { ["schema.registry.url"] = Registry.Url.ToString() };
        foreach (var (name, value) in settings)
        {
            configs[name] = value;
        }

        var converter = new T();
        converter.Configure(configs, isKey);
        converters.Add(converter);
        return converter;
    }

    /// <summary>Registers a schema as the values of topic "t" and reads a payload with it.</summary>
    public SchemaAndValue Read(string schema, string payload, params (string Name, string Value)[] settings) =>
        Converter(settings).ToConnectData("t", null, Message(Client.Register("t-value", schema).Id, payload));

    public static byte[] Message(int id, string payload) => Convert.FromHexString($"00{id:x8}{payload}");

    /// <summary>The exceptions of a chain as a trace shows them, without frames.</summary>
    public static string Chain(Exception? exception)
    {
        var lines = new List<string>();
        for (; exception is not null; exception = exception.InnerException)
        {
            lines.Add(JavaTrace.Describe(exception));
        }

        return string.Join('\n', lines);
    }

    public async ValueTask DisposeAsync()
    {
        converters.ForEach(c => c.Dispose());
        Client.Dispose();
        await Registry.DisposeAsync();
    }
}
