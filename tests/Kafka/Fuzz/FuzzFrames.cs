using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Ms2Lab.Kafka.Tests.Vectors;

namespace Ms2Lab.Kafka.Tests.Fuzz;

/// <summary>Frames that no client sends: recorded ones that were bent, valid ones full of random values, and noise. A seed and a number make a frame again.</summary>
internal sealed class FuzzFrames(int seed)
{
    private static readonly byte[][] Recorded = [.. VectorFolder.Files("codec").Select(f => JsonNode.Parse(File.ReadAllText(f))!["request"]?["hex"]?.GetValue<string>()).OfType<string>().Select(Convert.FromHexString)];
    private static readonly int[] Extremes = [int.MinValue, -2, -1, 0, 1, 0x7FFF, 0xFFFF, 1 << 24, int.MaxValue - 1, int.MaxValue];

    /// <summary>The frame with a number: its bytes with their length in front, and whether that length is right.</summary>
    public (byte[] Bytes, bool IsWhole) Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var body = random.Next(10) switch
        {
            0 => Noise(random),
            < 4 => RandomMessages.Request(random),
            _ => Bent(random),
        };
        var frame = new byte[body.Length + 4];
        body.CopyTo(frame, 4);
        var isWhole = random.Next(50) != 0;
        BinaryPrimitives.WriteInt32BigEndian(frame, isWhole ? body.Length : Extremes[random.Next(Extremes.Length)]);
        return (frame, isWhole || BinaryPrimitives.ReadInt32BigEndian(frame) == body.Length);
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Bent(Random random)
    {
        var frame = (byte[])Recorded[random.Next(Recorded.Length)].Clone();
        for (var times = random.Next(1, 4); times > 0 && frame.Length > 8; times--)
        {
            var at = random.Next(frame.Length);
            switch (random.Next(7))
            {
                case 0:
                    frame[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    frame[at] = (byte)random.Next(256);
                    break;
                case 2 when at <= frame.Length - 4:
                    BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(at), Extremes[random.Next(Extremes.Length)]);
                    break;
                case 3:
                    frame = frame[..at];
                    break;
                case 4:
                    frame = [.. frame, .. Noise(random)];
                    break;
                case 5:
                    var other = Recorded[random.Next(Recorded.Length)];
                    frame = [.. frame[..at], .. other[random.Next(other.Length)..]];
                    break;
                default:
                    // Another API or version over the same bytes.
                    frame[random.Next(4)] = (byte)random.Next(100);
                    break;
            }
        }
        return frame;
    }
}
