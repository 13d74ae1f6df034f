// The weights of the procedure add up as they are typed; the server says the same when it is asked.
document.querySelectorAll("form[data-pesos]").forEach((formulario) => {
  const suma = formulario.querySelector("[data-suma]");
  const sumar = () => {
    let total = 0;
    formulario.querySelectorAll("[data-peso]").forEach((campo) => {
      const quitar = formulario.elements[campo.name.replace(/-peso$/, "-DELETE")];
      total += quitar && quitar.checked ? 0 : Number.parseInt(campo.value, 10) || 0;
    });
    suma.textContent = String(total);
  };
  formulario.addEventListener("input", sumar);
  formulario.addEventListener("change", sumar);
});
