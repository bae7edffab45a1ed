using System.Text;
using Microsoft.CodeAnalysis;

namespace Ms2Lab.Kafka.Protocol.Generator;

/// <summary>Turns the table of facts (AdditionalFiles *.facts) into the message classes of Ms2Lab.Kafka.Protocol.Messages.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MessageGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var facts = context.AdditionalTextsProvider
            .Where(f => f.Path.EndsWith(".facts", StringComparison.Ordinal))
            .Select((f, cancel) => (Name: Path.GetFileName(f.Path), Text: f.GetText(cancel)?.ToString() ?? ""));
        var messages = facts.Where(f => f.Name != "errors.facts");
        context.RegisterSourceOutput(messages, (output, file) =>
        {
            foreach (var message in FactParser.Parse(file.Text))
            {
                Add(output, message.Name, MessageEmitter.Emit(message));
            }
        });
        context.RegisterSourceOutput(messages.Collect(), (output, files) =>
            Add(output, "ApiMessages", TableEmitter.Emit(files.SelectMany(f => FactParser.Parse(f.Text)))));
        context.RegisterSourceOutput(facts.Where(f => f.Name == "errors.facts"), (output, file) =>
            Add(output, "ErrorCode", ErrorTableEmitter.Emit(file.Text)));
    }

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource(name + ".g.cs", SourceText(source));

    private static Microsoft.CodeAnalysis.Text.SourceText SourceText(string source) =>
        Microsoft.CodeAnalysis.Text.SourceText.From(source, Encoding.UTF8);
}
