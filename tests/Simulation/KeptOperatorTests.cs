using System.Reflection;
using StreamEngine.Runtime;
using StreamEngine.Simulation.Running;

namespace StreamEngine.Tests.Simulation;

public sealed class KeptOperatorTests
{
    [Fact]
    public void WhatAnOperatorMayOverride_IsHandedOn()
    {
        var missing = typeof(BatchOperator).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(m => m.IsVirtual && !m.IsFinal)
            .Where(m => typeof(KeptOperator).GetMethod(m.Name, [.. m.GetParameters().Select(p => p.ParameterType)])!.DeclaringType != typeof(KeptOperator));
        Assert.Empty(missing.Select(m => m.Name));
    }
}
