using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace StreamEngine.Analyzers;

/// <summary>Reports every use of a member in <see cref="BannedUses"/>.</summary>
/// <remarks>
/// Works on symbols, so aliases, <c>using static</c>, extension calls, method groups and target-typed <c>new</c> are seen, and a
/// member that only shares a name is not. Generated code is held to the same rules; <c>nameof</c> and doc comments are free.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeterminismAnalyzer : DiagnosticAnalyzer
{
    private static readonly ILookup<string, BannedUse> ByType = BannedUses.All.ToLookup(use => use.Type);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [.. Rules.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(
            Check,
            OperationKind.Invocation,
            OperationKind.MethodReference,
            OperationKind.ObjectCreation,
            OperationKind.PropertyReference);
    }

    private static void Check(OperationAnalysisContext context)
    {
        var member = context.Operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            IObjectCreationOperation creation => creation.Constructor,
            IPropertyReferenceOperation reference => (ISymbol)reference.Property,
            _ => null,
        };
        if (member?.ContainingType is not { } type || IsNamedOnly(context.Operation))
        {
            return;
        }

        if (context.Operation is IObjectCreationOperation { Initializer: var written } && BannedUses.IsBlockOptions(type) && !Sets(written, "TaskScheduler"))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ForeignThread, context.Operation.Syntax.GetLocation(), Written(member), "set its TaskScheduler to the run's"));
            return;
        }

        var space = type.ContainingNamespace.ToDisplayString();
        var use = ByType[$"{space}.{type.MetadataName}"].Concat(ByType[$"{space}.*"]).FirstOrDefault(row => row.Covers(member));
        if (use is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(use.Rule, context.Operation.Syntax.GetLocation(), Written(member), use.Instead));
        }
    }

    private static bool Sets(IObjectOrCollectionInitializerOperation? initializer, string property) =>
        initializer?.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } && target.Property.Name == property) == true;

    private static bool IsNamedOnly(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static string Written(ISymbol member) => member.Name == WellKnownMemberNames.InstanceConstructorName
        ? $"new {member.ContainingType.Name}"
        : $"{member.ContainingType.Name}.{member.Name}";
}
