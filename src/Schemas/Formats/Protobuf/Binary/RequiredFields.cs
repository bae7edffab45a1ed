using System.Collections;
using Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

namespace Ms2Lab.Schemas.Formats.Protobuf.Binary;

/// <summary>Finds required fields of proto2 that are unset, in a message and all below it.</summary>
internal static class RequiredFields
{
    internal static void Check(DynamicMessage message)
    {
        var missing = new List<string>();
        Collect(message, "", missing);
        if (missing.Count > 0)
        {
            throw ProtobufDataException.Missing(missing);
        }
    }

    private static void Collect(DynamicMessage message, string prefix, List<string> missing)
    {
        if (!message.Descriptor.NeedsFields)
        {
            return;
        }

        missing.AddRange(message.Descriptor.Fields.Where(f => f.IsRequired && message[f] is null).Select(f => prefix + f.Name));
        foreach (var field in message.Descriptor.Fields.Where(f => f.Kind == FieldKind.Message))
        {
            switch (message[field])
            {
                case DynamicMessage nested:
                    Collect(nested, $"{prefix}{field.Name}.", missing);
                    break;
                case IEnumerable items:
                    var index = 0;
                    foreach (DynamicMessage item in items)
                    {
                        Collect(item, $"{prefix}{field.Name}[{index++}].", missing);
                    }

                    break;
            }
        }
    }
}
