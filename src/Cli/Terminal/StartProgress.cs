using System.Diagnostics;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Terminal;

/// <summary>Tells people how an environment comes up: what takes long, as it happens, and nothing where all is quick.</summary>
/// <remarks>On a terminal one line is rewritten; elsewhere a line is written for each new text. Calls come from many threads: one lock.</remarks>
public sealed class StartProgress : IProgress<PartProgress>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly bool _live;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly SortedDictionary<Parts, PartProgress> _waiting = [];
    private readonly Timer _tick;
    private string _shown = "";
    private bool _ended;

    /// <summary>Creates the report.</summary>
    /// <param name="output">Where it goes; standard error by default, so that results can be piped.</param>
    /// <param name="live">Whether a line may be rewritten; null asks the console.</param>
    public StartProgress(TextWriter? output = null, bool? live = null)
    {
        _output = output ?? Console.Error;
        _live = live ?? !Console.IsErrorRedirected;
        _tick = new Timer(_ => Show(), null, Patience, Patience);
    }

    /// <inheritdoc/>
    public void Report(PartProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            if (value.Stage is PartStage.Ready or PartStage.Failed)
            {
                _waiting.Remove(value.Part);
            }
            else
            {
                _waiting[value.Part] = value;
            }
        }
        Show();
    }

    /// <summary>Clears the live line.</summary>
    public void Dispose()
    {
        _tick.Dispose();
        lock (_lock)
        {
            Write("");
            _ended = true;
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (!_ended && _clock.Elapsed >= Patience)
            {
                Write(string.Join("; ", _waiting.Values.Select(Text)));
            }
        }
    }

    private string Text(PartProgress part)
    {
        // Off a terminal a line is written for each tenth, not for each percent.
        var share = part.Fraction is { } f ? (_live ? $" {f:P0}" : $" {Math.Floor(f * 10) / 10:P0}") : "";
        return $"{part.Part.ToText()}: {part.Text}{share}";
    }

    private void Write(string text)
    {
        if (text == _shown)
        {
            return;
        }
        if (_live)
        {
            _output.Write($"\r\e[K{text}");
        }
        else if (text.Length > 0)
        {
            _output.WriteLine(text);
        }
        _shown = text;
    }
}
