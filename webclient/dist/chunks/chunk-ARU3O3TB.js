function u(e){return{get:t=>r(()=>e()?.getItem(t)??null),set:(t,n)=>{r(()=>e()?.setItem(t,n))},remove:t=>{r(()=>e()?.removeItem(t))}}}function r(e){try{return e()}catch{return null}}export{u as a};
