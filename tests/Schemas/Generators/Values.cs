namespace Ms2Lab.Schemas.Tests.Generators;

/// <summary>Numbers, texts and bytes with the corners more often than chance would have them.</summary>
internal static class Values
{
    private static readonly string[] Texts = ["", "a", "né €", "\u0000", "\ud83d\ude00", "\"\\\n"];

    public static int Int(Random random) => random.Next(5) switch { 0 => int.MinValue, 1 => int.MaxValue, 2 => -1, 3 => random.Next(300), _ => random.Next() };

    public static long Long(Random random) => random.Next(4) switch { 0 => long.MinValue, 1 => long.MaxValue, 2 => Int(random), _ => random.NextInt64() };

    public static double Double(Random random) => random.Next(5) switch { 0 => double.PositiveInfinity, 1 => double.NegativeInfinity, 2 => -0.0, 3 => 0, _ => random.NextDouble() };

    public static string Text(Random random) => random.Next(3) == 0 ? new string('x', random.Next(300)) : Texts[random.Next(Texts.Length)];

    public static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Bytes with a few of them changed, added or taken away.</summary>
    public static byte[] Mutated(Random random, byte[] bytes)
    {
        var list = bytes.ToList();
        for (var i = 1 + random.Next(3); i > 0; i--)
        {
            var at = random.Next(list.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    list.Insert(at, (byte)random.Next(256));
                    break;
                case 1 when at < list.Count:
                    list[at] = (byte)random.Next(256);
                    break;
                case 2 when at < list.Count:
                    list[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    list.RemoveRange(at, list.Count - at);
                    break;
            }
        }

        return [.. list];
    }
}
