using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Declarations.Web.Forms;

/// <summary>
/// Of the properties of a page, those that a request can fill and no other. The framework models each public one of each page at the start, some forty a
/// page with those that they inherit, and later passes over whatever has no attribute of binding.
/// </summary>
public sealed class BoundParts(IPageApplicationModelPartsProvider framework) : IPageApplicationModelPartsProvider
{
    public PageHandlerModel? CreateHandlerModel(MethodInfo method) => framework.CreateHandlerModel(method);
    public PageParameterModel CreateParameterModel(ParameterInfo parameter) => framework.CreateParameterModel(parameter);
    public PagePropertyModel CreatePropertyModel(PropertyInfo property) =>
        property.IsDefined(typeof(IBindingSourceMetadata), inherit: true) ? framework.CreatePropertyModel(property) : null!;
    public bool IsHandler(MethodInfo methodInfo) => framework.IsHandler(methodInfo);
}
