using Ms2Lab.Connect.Api;
using Ms2Lab.Schemas.Formats;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>Finds the id under which data are written, in the order of the settings: register, fixed id, fixed GUID, latest with metadata, latest version, look up.</summary>
internal sealed class SchemaIds(RegistryClient client, SerdeConfig config, SerdeFormat format)
{
    private const string IdFault = "Set id.compatibility.strict=false to disable this check";
    private const string LatestFault = "Set latest.compatibility.strict=false to disable this check. See log file for more details.";

    /// <summary>The id and the schema that the data must be written with.</summary>
    /// <exception cref="JavaException">The registry refuses or cannot be reached, or its schema does not fit.</exception>
    internal (SchemaId Id, ParsedSchema Target) For(string subject, ParsedSchema schema)
    {
        var text = schema.CanonicalText;
        if (config.AutoRegister)
        {
            var registered = Ask($"Error registering {format.Name} schema{format.Before}", text, () => client.Register(subject, text, format.Type, config.Normalize));
            return (IdOf(registered), schema);
        }

        if (config.UseId >= 0)
        {
            return Fitting(Ask("Error retrieving schema ID", text, () => client.ById(config.UseId, subject)), schema, config.IdStrict ? IdFault : null);
        }

        if (config.UseGuid is { } guid)
        {
            var (_, target) = Fitting(Ask("Error retrieving schema GUID", text, () => client.ByGuid(guid)), schema, config.IdStrict ? IdFault : null);
            return (new SchemaId(Ask("Error retrieving schema GUID", text, () => client.Lookup(subject, target.CanonicalText, format.Type)).Id, guid), target);
        }

        if (config.LatestMetadata is { } metadata)
        {
            var shown = string.Join(", ", metadata.Select(m => $"{m.Key}={m.Value}"));
            return Fitting(Ask($"Error retrieving latest with metadata '{{{shown}}}'", text, () => client.LatestWith(subject, metadata)), schema, null);
        }

        var latest = format == SerdeFormat.Avro ? "Error retrieving latest version of Avro schema" : "Error retrieving latest version: ";
        return config.UseLatest
            ? Fitting(Ask(latest, text, () => client.Latest(subject)), schema, config.LatestStrict ? LatestFault : null)
            : (IdOf(Ask($"Error retrieving {format.Name} schema{format.Before}", text, () => client.Lookup(subject, text, format.Type, config.Normalize))), schema);
    }

    /// <param name="registered">What the data are to be written with.</param>
    /// <param name="schema">Their own schema.</param>
    /// <param name="fault">What is said where the one cannot read the other; null where that is not looked at.</param>
    private (SchemaId Id, ParsedSchema Target) Fitting(RegisteredSchema registered, ParsedSchema schema, string? fault)
    {
        if (registered.SchemaType != format.Type)
        {
            throw SerdeFault.Of($"Error serializing {format.Name} message", SerdeFault.WrongType(registered.SchemaType));
        }

        var target = Parsed(registered);
        if (fault is not null && target.DifferencesFrom(schema).Any(d => !d.IsCompatible))
        {
            throw SerdeFault.Of($"Error serializing {format.Name} message", new JavaException(
                "java.io.IOException", $"Incompatible schema of type '{format.Type}'. {fault}"));
        }

        return (IdOf(registered), target);
    }

    private static SchemaId IdOf(RegisteredSchema registered) => new(registered.Id, registered.Guid);

    private ParsedSchema Parsed(RegisteredSchema registered)
    {
        try
        {
            return format.Parse(registered.Text, client.Sources(registered));
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry($"Error retrieving {format.Name} schema{format.Before}{registered.Text}", e);
        }
        catch (InvalidSchemaException e)
        {
            throw SerdeFault.Of($"Error serializing {format.Name} message", e);
        }
    }

    private static RegisteredSchema Ask(string fault, string text, Func<RegisteredSchema> ask)
    {
        try
        {
            return ask();
        }
        catch (RegistryClientException e)
        {
            throw SerdeFault.OfRegistry(fault + text, e);
        }
    }
}
