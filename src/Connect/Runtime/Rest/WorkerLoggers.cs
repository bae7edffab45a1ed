using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Rest;

/// <summary>
/// The log levels of one worker, by logger name. A logger that is not set has the level of its nearest ancestor by dots; setting
/// a level reaches every known logger whose name starts with the given text, as in Connect. Safe for concurrent use.
/// </summary>
/// <param name="time">Says when a level was changed.</param>
public sealed class WorkerLoggers(TimeProvider time)
{
    /// <summary>The logger above all others.</summary>
    public const string Root = "root";

    private static readonly string[] Levels = ["OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL"];

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, LoggerLevel> _loggers = new(StringComparer.Ordinal)
    {
        [Root] = new("INFO", null),
        ["org.apache.kafka.connect.runtime.Worker"] = new("INFO", null),
        ["org.apache.kafka.connect.runtime.distributed.DistributedHerder"] = new("INFO", null),
        ["org.apache.kafka.connect.runtime.isolation.Plugins"] = new("INFO", null),
        ["org.apache.kafka.connect.runtime.rest.RestServer"] = new("INFO", null),
    };

    /// <summary>Every known logger, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, LoggerLevel>> All()
    {
        lock (_lock)
        {
            return [.. _loggers];
        }
    }

    /// <summary>The level of a known logger; the root's name counts in any letter case.</summary>
    /// <exception cref="NotFoundException">It is not known.</exception>
    public LoggerLevel Get(string logger)
    {
        lock (_lock)
        {
            return _loggers.TryGetValue(logger.Equals(Root, StringComparison.OrdinalIgnoreCase) ? Root : logger, out var level) ? level : throw new NotFoundException($"Logger {logger} not found.");
        }
    }

    /// <summary>The standard name of a level, given in any letter case.</summary>
    /// <exception cref="NotFoundException">There is no such level.</exception>
    /// <exception cref="RestException">500: it is empty.</exception>
    public static string ParseLevel(string level) => string.IsNullOrEmpty(level)
        ? throw new RestException(500, "Illegal null or empty Level name.")
        : Levels.FirstOrDefault(l => l.Equals(level.Trim(), StringComparison.OrdinalIgnoreCase)) ?? throw new NotFoundException($"invalid log level '{level}'.");

    /// <summary>Sets the level of a logger, which comes to be, and of all whose names start with its name; the root's sets all.</summary>
    /// <returns>Names of the loggers whose level is another now, sorted.</returns>
    /// <exception cref="NotFoundException">There is no such level.</exception>
    public IReadOnlyList<string> Set(string logger, string level)
    {
        var wanted = ParseLevel(level);
        lock (_lock)
        {
            _loggers.TryAdd(logger, new LoggerLevel(Inherited(logger), null));
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var changed = _loggers
                .Where(p => (logger == Root || p.Key.StartsWith(logger, StringComparison.Ordinal)) && p.Value.Level != wanted)
                .Select(p => p.Key)
                .ToList();
            changed.ForEach(name => _loggers[name] = new LoggerLevel(wanted, now));
            return changed;
        }
    }

    private string Inherited(string logger)
    {
        for (var dot = logger.LastIndexOf('.'); dot > 0; dot = logger.LastIndexOf('.', dot - 1))
        {
            if (_loggers.TryGetValue(logger[..dot], out var ancestor))
            {
                return ancestor.Level;
            }
        }
        return _loggers[Root].Level;
    }
}
