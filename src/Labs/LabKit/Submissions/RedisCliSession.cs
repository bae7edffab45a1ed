using System.Text;
using StackExchange.Redis;

namespace Ms2Lab.Labs.LabKit.Submissions;

/// <summary>Does what redis-cli would do with submitted lines, with files of the workspace only.</summary>
public static class RedisCliSession
{
    /// <summary>Runs lines in their order.</summary>
    /// <exception cref="ArtifactException">Redis refuses a command, or a file is not in the workspace.</exception>
    public static async Task RunAsync(LabContext context, IEnumerable<RedisCliLine> lines, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var line in lines)
        {
            cancellation.ThrowIfCancellationRequested();
            List<byte[]> arguments = [.. line.Words.Skip(1).Select(Encoding.UTF8.GetBytes)];
            if (line.TakesInput)
            {
                arguments.Add(await File.ReadAllBytesAsync(Existing(context, line), cancellation));
            }
            var answer = await AnswerAsync(context, line, arguments);
            if (line.Output is not null)
            {
                await File.WriteAllBytesAsync(Within(context, line.Output), [.. answer, .. Encoding.UTF8.GetBytes(line.Delimiter)], cancellation);
            }
        }
    }

    private static async Task<byte[]> AnswerAsync(LabContext context, RedisCliLine line, IReadOnlyList<byte[]> arguments)
    {
        try
        {
            var result = await context.Redis.ExecuteAsync(line.Database, line.Words[0], arguments);
            return result.Resp2Type == ResultType.Array ? [] : (byte[]?)result ?? [];
        }
        catch (Exception e) when (e is RedisException or ArgumentException)
        {
            throw new ArtifactException("commands that Redis accepts", $"{line.File.Path}: `{line.Command}` in database {line.Database}: {e.Message}", "Try the command by hand with redis-cli, then correct the line.");
        }
    }

    private static string Existing(LabContext context, RedisCliLine line)
    {
        var path = Within(context, line.Input ?? throw new ArtifactException("a file after -x", $"{line.File.Path}: -x without < FILE", "Write redis-cli -x … < FILE."));
        return File.Exists(path) ? path : throw new ArtifactException($"the file {line.Input} in the lab's folder", "no such file", $"Use the file that the step names; here are {string.Join(", ", Directory.GetFiles(context.Workspace).Select(Path.GetFileName).Order())}.");
    }

    private static string Within(LabContext context, string file) =>
        file == Path.GetFileName(file) && file.Length > 0 ? Path.Combine(context.Workspace, file) : throw new ArtifactException("a file name without a folder", $"'{file}'", "Read and write in the lab's folder only.");
}
