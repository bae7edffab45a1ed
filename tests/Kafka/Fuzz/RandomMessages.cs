using System.Collections;
using System.Reflection;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Fuzz;

/// <summary>Requests that are well formed and hold random values in every field.</summary>
internal static class RandomMessages
{
    private static readonly short[] Keys = [.. Enum.GetValues<ApiKey>().Select(k => (short)k).Where(HasRequest)];
    private static readonly long[] Extremes = [long.MinValue, -2, -1, 0, 1, 3, 127, short.MaxValue, int.MaxValue, long.MaxValue];
    private static readonly string[] Names = ["", "t", "readings", "__consumer_offsets", "..", "a/b", new('x', 300), "é", "bystander2"];

    /// <summary>Header and body of a request.</summary>
    public static byte[] Request(Random random)
    {
        while (true)
        {
            var key = Keys[random.Next(Keys.Length)];
            var version = (short)random.Next(0, 16);
            try
            {
                var message = ApiMessages.NewRequest(key);
                Fill(message, random, depth: 0);
                using var writer = new KafkaWriter();
                writer.WriteInt16(key);
                writer.WriteInt16(version);
                writer.WriteInt32(random.Next());
                writer.WriteString("fuzz", compact: false);
                if (ApiMessages.IsFlexible(key, version))
                {
                    writer.WriteUnsignedVarint(0);
                }
                message.Write(writer, version);
                return writer.WrittenMemory.ToArray();
            }
            catch (Exception e) when (e is UnsupportedVersionException or KafkaProtocolException or InvalidOperationException or ArgumentException)
            {
                // That version has not these fields: the next one.
            }
        }
    }

    private static bool HasRequest(short key)
    {
        try
        {
            return ApiMessages.NewRequest(key) is not null;
        }
        catch (Exception e) when (e is ArgumentException or UnsupportedVersionException or KafkaProtocolException)
        {
            return false;
        }
    }

    private static void Fill(object message, Random random, int depth)
    {
        foreach (var field in message.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            if (random.Next(4) != 0 && Value(field.PropertyType, random, depth) is { } value)
            {
                field.SetValue(message, value);
            }
        }
    }

    private static object? Value(Type type, Random random, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var number = random.Next(2) == 0 ? Extremes[random.Next(Extremes.Length)] : random.Next(0, 5);
        return type switch
        {
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(sbyte) => unchecked((sbyte)number),
            _ when type == typeof(short) => unchecked((short)number),
            _ when type == typeof(int) => unchecked((int)number),
            _ when type == typeof(long) => number,
            _ when type == typeof(string) => Names[random.Next(Names.Length)],
            _ when type == typeof(Guid) => random.Next(2) == 0 ? Guid.Empty : new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            _ when type == typeof(ReadOnlyMemory<byte>) => Bytes(random),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) => List(type, random, depth),
            _ when type.IsClass && type.GetConstructor([]) is not null && depth < 4 => Struct(type, random, depth),
            _ => null,
        };
    }

    private static ReadOnlyMemory<byte> Bytes(Random random)
    {
        var bytes = new byte[random.Next(100)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static IList List(Type type, Random random, int depth)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        for (var i = random.Next(3); i > 0; i--)
        {
            if (Value(type.GetGenericArguments()[0], random, depth + 1) is { } item)
            {
                list.Add(item);
            }
        }
        return list;
    }

    private static object Struct(Type type, Random random, int depth)
    {
        var made = Activator.CreateInstance(type)!;
        Fill(made, random, depth + 1);
        return made;
    }
}
