using System.Text;

namespace Ms2Lab.Chaos.Tests;

/// <summary>What happened in a round, and when. Written from several threads; guarded by the lock on its text.</summary>
public sealed class Timeline
{
    private readonly StringBuilder _text = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public void Add(string what)
    {
        lock (_text)
        {
            _text.Append($"  {TimeProvider.System.GetElapsedTime(_start).TotalSeconds,7:0.00} s  {what}\n");
        }
    }

    public override string ToString()
    {
        lock (_text)
        {
            return _text.ToString();
        }
    }
}
