using System.Text.Json;
using Ms2Lab.Foreign;

namespace Ms2Lab.ForeignSerdes.Tests;

/// <summary>A foreign program that decodes messages and encodes them again.</summary>
internal static class Recoder
{
    /// <summary>The program's own encoding of each message.</summary>
    /// <param name="program">Its interpreter.</param>
    /// <param name="script">Its text, beside the tests.</param>
    /// <param name="set">What it needs.</param>
    /// <param name="messages">Schema and bytes of each message.</param>
    public static async Task<byte[][]> RecodeAsync(string program, string script, ForeignSet set, IEnumerable<(string Schema, byte[] Message)> messages)
    {
        var input = string.Concat(messages.Select(m => JsonSerializer.Serialize(new { schema = m.Schema, hex = Convert.ToHexString(m.Message) }) + "\n"));
        var result = await ForeignProgram.RunAsync(
            program, [Path.Combine(AppContext.BaseDirectory, script)], set.Variables, input, cancellation: TestContext.Current.CancellationToken);
        result.ExitCode.Should().Be(0, result.Errors);
        return [.. result.Output.Split('\n')[..^1].Select(Convert.FromHexString)];
    }
}
